import Catalog
import SQL
import Star
import Testing

/// Loads of dimensions on a real server whose time zone is not UTC.
@Suite(.postgres)
struct DimensionLoadTests {
  private static let lowering = StarLowering(warehouse: .postgreSQL, engine: .duckDB)!

  private let carrier = lowering.lower(
    DimensionModel(
      address: TableAddress(.warehouse, "ops", "dim_carrier"),
      source: TableAddress(.lake, "bronze", "airlines"), keyColumn: "carrier_key",
      naturalKey: [StarColumn("carrier", .string, from: "carrier", .string)],
      attributes: [
        .init(StarColumn("carrier_name", .varchar(20), from: "name", .string), .overwritten),
        .init(StarColumn("first_name", .string, from: "name", .string), .fixed),
      ], changedAt: nil, allowsInferred: false, comment: nil))

  private let aircraft = lowering.lower(Self.aircraftModel(changedAt: true))

  private static func aircraftModel(changedAt: Bool) -> DimensionModel {
    DimensionModel(
      address: TableAddress(.warehouse, "ops", "dim_aircraft"),
      source: TableAddress(.lake, "bronze", "planes"), keyColumn: "aircraft_key",
      naturalKey: [StarColumn("tailnum", .string, from: "tailnum", .string)],
      attributes: [
        .init(StarColumn("seats", .int, from: "seats", .int), .tracked),
        .init(StarColumn("model", .string, from: "model", .string), .tracked),
        .init(StarColumn("engine", .string, from: "engine", .string), .overwritten),
        .init(StarColumn("delivered", .string, from: "delivered", .string), .fixed),
      ],
      changedAt: changedAt
        ? StarColumn("changed_at", .timestamptz, from: "updated_at", .timestamptz) : nil,
      allowsInferred: false, comment: nil)
  }

  private func versions(_ warehouse: StarWarehouse) async throws -> [String] {
    try await warehouse.rows(
      """
      SELECT tailnum, seats, engine, delivered,
        to_char(valid_from AT TIME ZONE 'UTC', 'YYYY-MM-DD'),
        to_char(valid_to AT TIME ZONE 'UTC', 'YYYY-MM-DD'), is_current
      FROM ops.dim_aircraft WHERE aircraft_key >= 0 ORDER BY tailnum, valid_from
      """)
  }

  @Test func aSecondLoadTouchesNoRow() async throws {
    let warehouse = try await StarWarehouse.make([carrier])
    let rows = ["'UA', 'United', 'United'", "'AA', NULL, NULL"]
    #expect(try await warehouse.load(carrier, rows) == .published(changed: 4))
    #expect(try await warehouse.load(carrier, rows) == .published(changed: 0))
    #expect(
      try await warehouse.rows(
        "SELECT carrier, carrier_name, first_name FROM ops.dim_carrier ORDER BY carrier_key < 0, 1")
        == ["AA||", "UA|United|United", "|Unknown|Unknown", "|Not applicable|Not applicable"])
  }

  @Test func overwrittenAttributesFollowAndFixedOnesStay() async throws {
    let warehouse = try await StarWarehouse.make([carrier])
    try await warehouse.load(carrier, ["'UA', 'United', 'United'", "'AA', NULL, NULL"])
    let changes = ["'UA', 'United Airlines', 'United Airlines'", "'AA', 'American', 'American'"]
    #expect(try await warehouse.load(carrier, changes) == .published(changed: 2))
    #expect(
      try await warehouse.rows(
        "SELECT carrier, carrier_name, first_name FROM ops.dim_carrier WHERE carrier_key >= 0 ORDER BY 1"
      ) == ["AA|American|", "UA|United Airlines|United"])
  }

  @Test func vanishedRowsStay() async throws {
    let warehouse = try await StarWarehouse.make([carrier])
    try await warehouse.load(carrier, ["'UA', 'United', 'United'"])
    #expect(try await warehouse.load(carrier, []) == .published(changed: 0))
    #expect(try await warehouse.rows("SELECT count(*) FROM ops.dim_carrier") == ["3"])
  }

  @Test(arguments: [
    ("NULL, 'x', 'x'", "not_null(carrier)"), ("'UA', 'y', 'y'", "unique(carrier)"),
    ("'DL', 'A name of more than twenty', ''", "fits(carrier_name)"),
  ])
  func brokenRowsAreNotPublished(row: String, check: String) async throws {
    let warehouse = try await StarWarehouse.make([carrier])
    #expect(
      try await warehouse.load(carrier, ["'UA', 'United', 'United'", row]) == .refused(check))
    #expect(try await warehouse.rows("SELECT count(*) FROM ops.dim_carrier") == ["0"])
  }

  @Test func changesOpenVersions() async throws {
    let warehouse = try await StarWarehouse.make([aircraft])
    try await warehouse.load(aircraft, ["'N1', 100, 'A', 'jet', 'x', '2013-01-01Z'"])
    try await warehouse.load(
      aircraft,
      ["'N1', 120, 'A', 'fan', 'y', '2013-02-01Z'", "'N2', NULL, 'B', 'jet', 'z', '2013-02-01Z'"])
    let last = [
      "'N1', NULL, 'A', 'fan', 'y', '2013-03-01Z'", "'N2', NULL, 'B', 'jet', 'z', '2013-03-01Z'",
    ]
    try await warehouse.load(aircraft, last)
    let expected = [
      "N1|100|fan|x|1900-01-01|2013-02-01|f", "N1|120|fan|x|2013-02-01|2013-03-01|f",
      "N1||fan|x|2013-03-01|9999-12-31|t", "N2||jet|z|1900-01-01|9999-12-31|t",
    ]
    #expect(try await versions(warehouse) == expected)
    #expect(try await warehouse.load(aircraft, last) == .published(changed: 0))
  }

  @Test func anOlderSnapshotChangesNothing() async throws {
    let warehouse = try await StarWarehouse.make([aircraft])
    try await warehouse.load(aircraft, ["'N1', 100, 'A', 'jet', 'x', '2013-02-01Z'"])
    try await warehouse.load(aircraft, ["'N1', 100, 'A', 'jet', 'x', '2013-04-01Z'"])
    for older in ["2013-01-01Z", "2013-02-01Z", "2013-03-01Z"] {
      let outcome = try await warehouse.load(aircraft, ["'N1', 7, 'B', 'old', 'y', '\(older)'"])
      #expect(outcome == .published(changed: 0), "\(older)")
    }
    #expect(try await versions(warehouse) == ["N1|100|jet|x|1900-01-01|9999-12-31|t"])
  }

  @Test func severalChangesInOneSnapshotBecomeVersions() async throws {
    let warehouse = try await StarWarehouse.make([aircraft])
    let rows = [
      "'N1', 120, 'A', 'fan', 'y', '2013-03-01Z'", "'N1', 100, 'A', 'jet', 'x', '2013-01-01Z'",
      "'N1', 100, 'A', 'jet', 'y', '2013-02-01Z'", "'N1', 100, 'A', 'fan', 'y', '2013-04-01Z'",
    ]
    try await warehouse.load(aircraft, rows)
    #expect(
      try await versions(warehouse) == [
        "N1|100|fan|x|1900-01-01|2013-03-01|f", "N1|120|fan|x|2013-03-01|2013-04-01|f",
        "N1|100|fan|x|2013-04-01|9999-12-31|t",
      ])
    #expect(try await warehouse.load(aircraft, rows) == .published(changed: 0))
  }

  @Test func aRowOfTheSameTimeCorrectsTheLastVersion() async throws {
    let warehouse = try await StarWarehouse.make([aircraft])
    try await warehouse.load(aircraft, ["'N1', 100, 'A', 'jet', 'x', '2013-01-01Z'"])
    try await warehouse.load(aircraft, ["'N1', 120, 'A', 'jet', 'x', '2013-02-01Z'"])
    try await warehouse.load(aircraft, ["'N1', 130, 'A', 'jet', 'x', '2013-02-01Z'"])
    #expect(
      try await versions(warehouse) == [
        "N1|100|jet|x|1900-01-01|2013-02-01|f", "N1|130|jet|x|2013-02-01|9999-12-31|t",
      ])
  }

  @Test func withoutATimeOfChangeTheRunTellsIt() async throws {
    let star = Self.lowering.lower(Self.aircraftModel(changedAt: false))
    let warehouse = try await StarWarehouse.make([star])
    try await warehouse.load(star, ["'N1', 100, 'A', 'jet', 'x'"], upper: "2013-02-01")
    try await warehouse.load(star, ["'N1', 120, 'A', 'jet', 'x'"], upper: "2013-03-01")
    try await warehouse.load(star, ["'N1', 7, 'A', 'jet', 'x'"], upper: "2013-01-15")
    #expect(
      try await versions(warehouse) == [
        "N1|100|jet|x|1900-01-01|2013-03-01|f", "N1|120|jet|x|2013-03-01|9999-12-31|t",
      ])
    #expect(
      try await warehouse.load(star, ["'N1', 120, 'A', 'jet', 'x'"], upper: "2013-03-01")
        == .published(changed: 0))
  }

  @Test func theCalendarHasEveryDay() async throws {
    let calendar = Self.lowering.lower(
      CalendarModel(
        address: TableAddress(.warehouse, "ops", "dim_date"), keyColumn: "date_key",
        from: "2012-02-01", until: "2014-01-01", days: 700, comment: nil))
    let warehouse = try await StarWarehouse.make([calendar])
    #expect(try await warehouse.load(calendar) == .published(changed: 702))
    #expect(try await warehouse.load(calendar) == .published(changed: 0))
    #expect(
      try await warehouse.rows(
        """
        SELECT date_key, full_date, year, quarter, month, month_name, day, day_of_week, day_name,
          week, is_weekend
        FROM ops.dim_date WHERE full_date IN ('2012-02-29', '2012-12-30', '2013-12-31') ORDER BY 1
        """) == [
          "20120229|2012-02-29|2012|1|2|February|29|3|Wednesday|9|f",
          "20121230|2012-12-30|2012|4|12|December|30|7|Sunday|52|t",
          "20131231|2013-12-31|2013|4|12|December|31|2|Tuesday|1|f",
        ])
  }
}
