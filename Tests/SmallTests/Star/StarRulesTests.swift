import Catalog
import Diagnostics
import SQL
import Spec
import Star
import Testing

/// Mistakes in dimensions, facts and aggregates. Each text is one spec file; a comment
/// `# expect: WR0252` stands on the line that a diagnostic points at.
struct StarRulesTests {
  private static let carriers = """
    kind: dimension
    name: ops.dim_carrier
    source: bronze.airlines
    natural_key: [carrier]
    inferred: true
    attributes:
      - { name: carrier_name, from: name, type: varchar(100) }

    """

  private static let planes = """
    kind: dimension
    name: ops.dim_aircraft
    source: bronze.planes
    natural_key: [tailnum, country]
    changed_at: updated_at
    attributes:
      - { name: seats, type: int, scd: 2 }

    """

  private static let flights =
    carriers + "---\n" + planes + "---\n" + """
      kind: fact
      name: ops.fct_flight
      source: silver.flights
      type: transaction
      grain: [flight_id]
      interval: { column: flown_on, grain: day }
      dimensions:
        - { dimension: ops.dim_carrier, as: carrier, from: [carrier] }
      degenerate:
        - { name: flight_id, type: varchar(60) }
        - { name: flown_on, from: flight_date, type: date }
        - { name: carrier, type: string }
      measures:
        - { name: delay, type: int, additivity: additive }
        - { name: load_share, type: double, additivity: non_additive }
        - { name: fuel, type: double, additivity: semi_additive, not_over: [carrier] }

      """

  @Test(arguments: [
    // The source.
    """
    kind: dimension
    name: ops.dim_carrier
    source: bronze.airline # expect: WR0251
    natural_key: [carrier]
    attributes:
      - { name: carrier_name, type: string }
    """,
    """
    kind: dimension
    name: ops.dim_carrier
    source: bronze.airlines
    natural_key: [carier] # expect: WR0252
    changed_at: name # expect: WR0260
    attributes:
      - { name: carrier_name, type: string } # expect: WR0252
      - { name: code, from: carrier, type: int } # expect: WR0253
      - { name: codes, from: aliases, type: list<string> } # expect: WR0254
    """,
    """
    kind: dimension
    name: ops.dim_plane
    source: bronze.planes
    natural_key: [weight] # expect: WR0261
    attributes:
      - { name: seats, type: int, scd: 3 }
    """,
    // Names.
    """
    kind: dimension
    name: ops.dim_plane
    source: bronze.planes
    natural_key: [tailnum]
    surrogate_key: sequence
    attributes:
      - { name: tailnum, type: string } # expect: WR0255
      - { name: valid_from, from: seats, type: int, scd: 2 } # expect: WR0255
      - { name: plane_key, from: seats, type: int } # expect: WR0255
    """,
    flights + """
      ---
      kind: fact
      name: ops.fct_other
      source: silver.flights
      type: accumulating_snapshot
      grain: [flight_id, carrier_kee] # expect: WR0259
      interval: { column: delay, grain: day } # expect: WR0259
      dimensions:
        - { dimension: ops.dim_carrier, as: carrier, from: [carrier], at: scheduled_at } # expect: WR0454
        - { dimension: ops.dim_carier, as: other, from: [carrier] } # expect: WR0256
        - { dimension: ops.dim_aircraft, as: aircraft, from: [tailnum] } # expect: WR0257
        - { dimension: ops.dim_aircraft, as: spare, from: [tailnum, delay], at: delay } # expect: WR0258, WR0260
      degenerate:
        - { name: flight_id, type: string }
        - { name: carrier_key, from: carrier, type: string } # expect: WR0255
      measures:
        - { name: delay, type: int, additivity: semi_additive, not_over: [carier] } # expect: WR0264
      """,
    flights + """
      ---
      kind: fact
      name: ops.fct_other
      source: silver.flights
      type: transaction
      grain: [flight_id]
      interval: { column: flight_id, grain: day } # expect: WR0260
      degenerate:
        - { name: flight_id, type: string }
      """,
    // Aggregates.
    flights + """
      ---
      kind: aggregate
      name: ops.agg_month
      from: ops.fct_flight
      by:
        - { name: month, sql: "date_trunc('month', flown_on)", type: date }
        - { name: flight_id }
        - { name: carier } # expect: WR0259
      measures:
        - { name: flights, sql: count(*), type: long }
        - { name: delay, sql: sum(delay), type: long }
        - { name: share, sql: sum(load_share), type: double } # expect: WR0451
        - { name: mean_share, sql: avg(load_share), type: double }
        - { name: fuel, sql: sum(fuel), type: double } # expect: WR0452
        - { name: any_delay, sql: delay + 1, type: long } # expect: WR0453
        - { name: first, sql: min(flown_on), type: boolean } # expect: WR0263
        - { name: month, sql: max(delay), type: int } # expect: WR0255
      """,
    flights + """
      ---
      kind: aggregate
      name: ops.agg_carrier
      from: ops.fct_flight
      materialized: materialized_view
      by:
        - { name: carrier }
      measures:
        - { name: fuel, sql: sum(fuel), type: double }
      ---
      kind: aggregate
      name: ops.agg_other
      from: ops.fct_flights # expect: WR0262
      by: [{ name: carrier }]
      measures: [{ name: fuel, sql: sum(fuel), type: double }]
      """,
  ])
  func mistakesAreReportedWhereTheyStand(text: String) {
    let (_, diagnostics, sources) = lowered(text)
    for difference in differences(of: diagnostics, in: sources) { Issue.record("\(difference)") }
  }

  @Test func whatIsRightIsSilent() {
    let (stars, diagnostics, _) = lowered(Self.flights)
    #expect(diagnostics == [])
    #expect(stars.map(\.table.address.name) == ["dim_aircraft", "dim_carrier", "fct_flight"])
  }

  /// The dimension has a mistake of its own: nothing is said of the fact and the aggregate.
  @Test func oneMistakeIsToldOnce() {
    let text =
      Self.flights.replacing("from: name", with: "from: nam") + """
        ---
        kind: aggregate
        name: ops.agg_carrier
        from: ops.fct_flight
        by: [{ name: carrier }]
        measures: [{ name: flights, sql: count(*), type: long }]
        """
    #expect(lowered(text).diagnostics.map(\.code.description) == ["WR0252"])
  }

  @Test func aClashShowsBothPlaces() throws {
    let file = sourceFile("- { name: carrier, type: string }")
    let declared = SourceSpan(file: file.id, start: 2, end: 10)
    var sink = DiagnosticSink()
    let spec = sourceFile(
      Self.carriers.replacing("varchar(100)", with: "date"), path: "specs/b.yaml")
    let project = decodeProject(files: [spec], sqlFiles: [:], sink: &sink)
    let context = StarContext(
      warehouse: .postgreSQL, engine: .duckDB,
      sources: [
        StarSources.airlines: .init(
          columns: StarSources.all[StarSources.airlines]!.columns, span: nil,
          columnSpans: ["name": declared])
      ])
    _ = lower(project.dimensions[0], in: context, sink: &sink)
    #expect(
      sink.diagnostics.map(\.notes) == [[.init("The column is declared here.", at: declared)]])
  }

  private func lowered(_ text: String) -> (
    stars: [LoweredStar], diagnostics: [Diagnostic], sources: SourceMap
  ) {
    var sources = SourceMap()
    let file = sources.add(path: "specs/a.yaml", bytes: Array(text.utf8))
    var sink = DiagnosticSink()
    let project = decodeProject(files: [file], sqlFiles: [:], sink: &sink)
    let stars = lowerAll(project, sources: StarSources.all, sink: &sink)
    return (stars, sink.diagnostics, sources)
  }
}

/// Lowers everything in the order in which it stands on each other.
func lowerAll(
  _ project: ProjectSpec, sources: [TableAddress: StarContext.Source], sink: inout DiagnosticSink
) -> [LoweredStar] {
  var context = StarContext(warehouse: .postgreSQL, engine: .duckDB, sources: sources)
  func address(_ name: DottedName) -> TableAddress {
    TableAddress(.warehouse, name.qualifier ?? "", name.last)
  }
  for spec in project.dimensions {
    context.add(lower(spec, in: context, sink: &sink), at: address(spec.name.value))
  }
  for spec in project.facts {
    context.add(lower(spec, in: context, sink: &sink), at: address(spec.name.value))
  }
  for spec in project.aggregates {
    context.add(lower(spec, in: context, sink: &sink), at: address(spec.name.value))
  }
  return context.stars.values.sorted { $0.table.address < $1.table.address }
}

/// Tables of a lake.
enum StarSources {
  static let airlines = TableAddress(.lake, "bronze", "airlines")

  static let all: [TableAddress: StarContext.Source] = [
    airlines: .init(columns: [
      Column("carrier", .string, isRequired: true), Column("name", .string),
      Column("aliases", .list(.string)),
    ]),
    TableAddress(.lake, "bronze", "planes"): .init(columns: [
      Column("tailnum", .string, isRequired: true), Column("country", .string),
      Column("weight", .double), Column("seats", .int), Column("updated_at", .timestamptz),
    ]),
    TableAddress(.lake, "silver", "flights"): .init(columns: [
      Column("flight_id", .string, isRequired: true), Column("flight_date", .date),
      Column("carrier", .string), Column("tailnum", .string), Column("scheduled_at", .timestamptz),
      Column("delay", .int), Column("load_share", .double), Column("fuel", .double),
    ]),
  ]
}
