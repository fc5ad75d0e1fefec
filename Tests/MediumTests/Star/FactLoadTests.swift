import Catalog
import SQL
import Star
import Testing

/// Loads of a fact and its rollup on a real server whose time zone is not UTC.
@Suite(.postgres)
struct FactLoadTests {
  private static let lowering = StarLowering(warehouse: .postgreSQL, engine: .duckDB)!

  private static let calendarModel = CalendarModel(
    address: TableAddress(.warehouse, "ops", "dim_date"), keyColumn: "date_key",
    from: "2013-01-01", until: "2013-02-01", days: 31, comment: nil)

  private static func dimension(
    _ name: String, key: [StarColumn], history: DimensionModel.History, changedAt: StarColumn?,
    inferred: Bool
  ) -> DimensionModel {
    DimensionModel(
      address: TableAddress(.warehouse, "ops", "dim_\(name)"),
      source: TableAddress(.lake, "bronze", name), keyColumn: "\(name)_key", naturalKey: key,
      attributes: [.init(StarColumn("label", .string, from: "label", .string), history)],
      changedAt: changedAt, allowsInferred: inferred, comment: nil)
  }

  private static let airportModel = dimension(
    "airport", key: [StarColumn("faa", .string, from: "faa", .string)], history: .overwritten,
    changedAt: nil, inferred: true)

  private static let aircraftModel = dimension(
    "aircraft", key: [StarColumn("tailnum", .string, from: "tailnum", .string)], history: .tracked,
    changedAt: StarColumn("changed_at", .timestamptz, from: "updated_at", .timestamptz),
    inferred: false)

  private static let deskModel = dimension(
    "desk",
    key: [
      StarColumn("city", .string, from: "city", .string),
      StarColumn("number", .long, from: "number", .long),
    ], history: .tracked, changedAt: nil, inferred: true)

  private let calendar = lowering.lower(calendarModel)
  private let airport = lowering.lower(airportModel)
  private let aircraft = lowering.lower(aircraftModel)
  private let desk = lowering.lower(deskModel)

  /// Staged as id, day, tailnum, delay, origin, dest, at, city, number.
  private let flight = lowering.lower(
    FactModel(
      address: TableAddress(.warehouse, "ops", "fct_flight"),
      source: TableAddress(.lake, "silver", "flights"),
      uses: [
        .init(
          role: "day", dimension: DimensionReference(calendarModel), parts: [Column("day", .date)],
          at: nil),
        .init(
          role: "origin", dimension: DimensionReference(airportModel),
          parts: [Column("origin", .string)], at: nil),
        .init(
          role: "destination", dimension: DimensionReference(airportModel),
          parts: [Column("dest", .string)], at: nil),
        .init(
          role: "aircraft", dimension: DimensionReference(aircraftModel),
          parts: [Column("tailnum", .string)], at: Column("at", .timestamp)),
        .init(
          role: "desk", dimension: DimensionReference(deskModel),
          parts: [Column("city", .string), Column("number", .int)], at: nil),
      ],
      degenerate: [
        StarColumn("flight_id", .varchar(10), from: "id", .string),
        StarColumn("day", .date, from: "day", .date),
        StarColumn("tailnum", .string, from: "tailnum", .string),
      ],
      measures: [.init(StarColumn("delay", .long, from: "delay", .int), .additive)],
      grain: ["flight_id"], interval: StarColumn("day", .date, from: "day", .date), comment: nil))

  private let rollup = lowering.lower(
    AggregateModel(
      address: TableAddress(.warehouse, "ops", "agg_month"),
      fact: TableAddress(.warehouse, "ops", "fct_flight"),
      by: [
        .init(
          Column("month", .date), expression: "date_trunc('month', day)", type: .timestamp,
          reads: ["day"]),
        .init(Column("tailnum", .string), expression: "tailnum", type: .string, reads: ["tailnum"]),
      ],
      measures: [
        .init(
          Column("flights", .long), expression: "count(*)", type: .long, reads: [], countsRows: true
        ),
        .init(
          Column("delay", .long), expression: "sum(delay)", type: .decimal(precision: 38, scale: 0),
          reads: ["delay"]),
      ], comment: nil))

  private func loadedDimensions() async throws -> StarWarehouse {
    let warehouse = try await StarWarehouse.make([
      calendar, airport, aircraft, desk, flight, rollup,
    ])
    try await warehouse.load(calendar)
    try await warehouse.load(airport, ["'EWR', 'Newark'", "'JFK', 'Kennedy'"])
    try await warehouse.load(desk, [])
    try await warehouse.load(aircraft, ["'N1', 'first', '2012-06-01Z'"])
    try await warehouse.load(aircraft, ["'N1', 'second', '2013-01-10 12:00:00Z'"])
    return warehouse
  }

  private func facts(_ warehouse: StarWarehouse) async throws -> [String] {
    try await warehouse.rows(
      """
      SELECT f.flight_id, f.day_key, o.faa, d.faa, a.label, k.city, k.number, f.delay
      FROM ops.fct_flight AS f
      JOIN ops.dim_airport AS o ON o.airport_key = f.origin_key
      JOIN ops.dim_airport AS d ON d.airport_key = f.destination_key
      JOIN ops.dim_aircraft AS a ON a.aircraft_key = f.aircraft_key
      JOIN ops.dim_desk AS k ON k.desk_key = f.desk_key
      ORDER BY f.flight_id
      """)
  }

  private let january = [
    "'a', '2013-01-10', 'N1', 5, 'EWR', 'JFK', '2013-01-10 11:59:59', 'NY', 1",
    "'b', '2013-01-10', 'N1', NULL, 'JFK', 'BQN', '2013-01-10 12:00:00', 'NY', 2",
    "'c', '2013-01-11', 'N9', -3, 'BQN', NULL, NULL, 'NY', NULL",
    "'d', '2013-01-12', 'N1', 1, 'EWR', 'EWR', '1999-01-01', NULL, 1",
    "'e', '2013-01-12', NULL, 1, 'EWR', 'EWR', NULL, 'LA', 1",
    "'f', '2013-01-12', 'N1', 1, 'EWR', 'EWR', NULL, 'LA', 1",
  ]

  @Test func everyRowFindsItsMembers() async throws {
    let warehouse = try await loadedDimensions()
    try await warehouse.load(flight, january)
    #expect(
      try await facts(warehouse) == [
        "a|20130110|EWR|JFK|first|NY|1|5", "b|20130110|JFK|BQN|second|NY|2|",
        "c|20130111|BQN||Unknown|||-3", "d|20130112|EWR|EWR|first|||1",
        "e|20130112|EWR|EWR|Unknown|LA|1|1", "f|20130112|EWR|EWR|second|LA|1|1",
      ])
    #expect(
      try await warehouse.rows("SELECT faa, label FROM ops.dim_airport WHERE is_inferred")
        == ["BQN|"])
  }

  @Test func aRangeLoadedAgainIsTheSame() async throws {
    let warehouse = try await loadedDimensions()
    try await warehouse.load(flight, january)
    let sums = "SELECT count(*), sum(delay), sum(origin_key % 1000) FROM ops.fct_flight"
    let members = "SELECT count(*) FROM ops.dim_airport"
    let before = try await warehouse.rows(sums) + warehouse.rows(members)
    try await warehouse.load(flight, january)
    #expect(try await warehouse.rows(sums) + warehouse.rows(members) == before)
  }

  @Test func lateRowsAndOtherRangesAreReplacedApart() async throws {
    let warehouse = try await loadedDimensions()
    try await warehouse.load(flight, january)
    let tail = ", 'EWR', 'JFK', NULL, NULL, NULL"
    try await warehouse.load(
      flight, ["'g', '2013-01-11', NULL, 9" + tail, "'c', '2013-01-11', NULL, 8" + tail],
      lower: "2013-01-11", upper: "2013-01-12")
    #expect(
      try await warehouse.rows("SELECT flight_id, delay FROM ops.fct_flight ORDER BY 1")
        == ["a|5", "b|", "c|8", "d|1", "e|1", "f|1", "g|9"])
  }

  @Test func aRowUnderAnotherDayIsToldApart() async throws {
    let warehouse = try await loadedDimensions()
    try await warehouse.load(flight, january)
    let moved = "'a', '2013-01-11', NULL, 9, 'EWR', 'JFK', NULL, NULL, NULL"
    #expect(
      try await warehouse.load(flight, [moved], lower: "2013-01-11", upper: "2013-01-12")
        == .refused("moved(flight_id)"))
    #expect(try await warehouse.rows("SELECT count(*) FROM ops.fct_flight") == ["6"])
  }

  @Test func rowsOutsideTheRangeAreRefused() async throws {
    let warehouse = try await loadedDimensions()
    #expect(
      try await warehouse.load(flight, january, lower: "2013-01-11", upper: "2013-01-12")
        == .refused("complete"))
    #expect(try await warehouse.rows("SELECT count(*) FROM ops.fct_flight") == ["0"])
    #expect(
      try await warehouse.rows("SELECT count(*) FROM ops.dim_airport WHERE is_inferred") == ["0"])
  }

  @Test func doubledRowsAreRefused() async throws {
    let warehouse = try await loadedDimensions()
    #expect(
      try await warehouse.load(flight, january + [january[0]]) == .refused("unique(id)"))
  }

  @Test func inferredMembersAreFilledUnderTheirKeys() async throws {
    let warehouse = try await loadedDimensions()
    try await warehouse.load(flight, january)
    let keys = """
      SELECT airport_key FROM ops.dim_airport WHERE faa = 'BQN'
      UNION ALL SELECT desk_key FROM ops.dim_desk WHERE city = 'NY' AND number = 1
      """
    let before = try await warehouse.rows(keys)
    try await warehouse.load(airport, ["'BQN', 'Aguadilla'"])
    try await warehouse.load(desk, ["'NY', 1, 'Queens'"], upper: "2013-02-01")
    try await warehouse.load(desk, ["'NY', 1, 'Bronx'"], upper: "2013-03-01")
    #expect(
      try await warehouse.rows(
        "SELECT faa, label, is_inferred FROM ops.dim_airport WHERE faa = 'BQN'")
        == ["BQN|Aguadilla|f"])
    #expect(
      try await warehouse.rows(
        "SELECT label, is_current, is_inferred FROM ops.dim_desk WHERE city = 'NY' AND number = 1 "
          + "ORDER BY valid_from") == ["Queens|f|f", "Bronx|t|f"])
    #expect(Set(try await warehouse.rows(keys)).isSuperset(of: before))
  }

  @Test func strangeKeysStayApart() async throws {
    let warehouse = try await loadedDimensions()
    let names = [
      "1:a", "a:1", "~", "", " ", "a''b", "a\"b", "a\\b", "a|b", "Zürich", "Zu\u{308}rich", "東京",
      "🛫", "null", "a\nb", "A", "a",
    ]
    try await warehouse.load(
      desk, names.enumerated().map { "'\($1)', \($0 % 2), 'x'" } + ["'1', 11, 'x'", "'11', 1, 'x'"])
    #expect(
      try await warehouse.rows(
        "SELECT count(*), count(DISTINCT desk_key) FROM ops.dim_desk WHERE desk_key >= 0")
        == ["\(names.count + 2)|\(names.count + 2)"])
    let rows = names.enumerated().map {
      "'\($0)', '2013-01-01', NULL, 1, 'EWR', 'EWR', NULL, '\($1)', \($0 % 2)"
    }
    try await warehouse.load(flight, rows)
    #expect(
      try await warehouse.rows(
        """
        SELECT count(*), count(DISTINCT f.desk_key), min(k.label)
        FROM ops.fct_flight AS f JOIN ops.dim_desk AS k ON k.desk_key = f.desk_key
        """) == ["\(names.count)|\(names.count)|x"])
  }

  @Test func theRollupCountsAllRows() async throws {
    let warehouse = try await loadedDimensions()
    try await warehouse.load(flight, january)
    for _ in 0..<2 {
      #expect(try await warehouse.load(rollup) != .refused("reconciles(flights)"))
      #expect(
        try await warehouse.rows(
          "SELECT month, tailnum, flights, delay FROM ops.agg_month ORDER BY tailnum") == [
            "2013-01-01|N1|4|7", "2013-01-01|N9|1|-3", "2013-01-01||1|1",
          ])
    }
  }

  /// The same numbers as DuckDB gives for the same texts.
  @Test func keysAreTheSameEverywhere() async throws {
    let warehouse = try await loadedDimensions()
    try await warehouse.load(airport, ["'Zürich', 'x'"])
    #expect(
      try await warehouse.rows(
        "SELECT airport_key FROM ops.dim_airport WHERE faa IN ('EWR', 'Zürich') ORDER BY faa")
        == ["1045412250072899010", "318404896241505495"])
  }
}
