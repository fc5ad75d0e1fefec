import Catalog
import Diagnostics
import SQL
import ScheduleModel
import Spec
import Star
import Testing

/// The star of the example platform under `specs/`.
struct StarExampleTests {
  private let stars: [LoweredStar]
  private let diagnostics: [Diagnostic]

  init() throws {
    let folder = try SpecFolder(projectRoot)
    var sink = DiagnosticSink()
    let project = decodeProject(files: folder.yaml, sqlFiles: folder.sql, sink: &sink)
    stars = lowerAll(project, sources: Self.sources(project), sink: &sink)
    diagnostics = sink.diagnostics
  }

  private static func sources(_ project: ProjectSpec) -> [TableAddress: StarContext.Source] {
    var sources: [TableAddress: StarContext.Source] = [:]
    for table in project.lakeTables {
      let name = table.name.value
      let columns: [ColumnSpec] =
        switch table.columns {
        case .listed(let columns): columns
        case .from(let stream):
          project.sources.filter { $0.name.value.text == stream.value.qualifier }
            .flatMap(\.streams).first { $0.name.value == stream.value.last }?.columns ?? []
        }
      sources[TableAddress(.lake, name.qualifier ?? "", name.last)] = .init(
        columns: columns.map { Column($0.name.value, $0.type.value, isRequired: $0.isRequired) })
    }
    return sources
  }

  @Test func hasNoMistake() {
    #expect(diagnostics == [])
    #expect(
      stars.map(\.table.address.name) == [
        "agg_carrier_month", "dim_aircraft", "dim_airport", "dim_carrier", "dim_date", "fct_flight",
      ])
  }

  @Test func factsReferToTheirDimensions() throws {
    let fact = try #require(stars.last)
    #expect(
      fact.table.columns.prefix(5).map { "\($0.name) \($0.type)" } == [
        "flight_date_key int", "carrier_key long", "origin_key long", "destination_key long",
        "aircraft_key long",
      ])
    #expect(
      fact.work.mode == .range(column: IntervalColumn(name: "flight_date", type: .date)))
  }

  /// A row filter on the fact can follow its rows into the rollup.
  @Test func theRollupKeepsTheCarrier() throws {
    let rollup = try #require(stars.first)
    #expect(rollup.table.uniqueKeys == [["month", "carrier"]])
    #expect(rollup.lineage["carrier"]?.map(\.description) == ["wh:ops.fct_flight.carrier"])
    #expect(
      rollup.work.publish.last == """
        INSERT INTO ops.agg_carrier_month (month, carrier, flights, cancelled, arrived, total_arrival_delay)
        SELECT
          CAST(date_trunc('month', CAST(flight_date AS timestamp)) AS date) AS month,
          carrier,
          count(*) AS flights,
          CAST(sum(CASE WHEN is_cancelled THEN 1 ELSE 0 END) AS bigint) AS cancelled,
          count(arrival_delay) AS arrived,
          CAST(sum(arrival_delay) AS bigint) AS total_arrival_delay
        FROM ops.fct_flight
        GROUP BY 1, 2
        """)
  }

  /// What the engine runs can be read back by our own parser of its dialect.
  @Test func stagingQueriesFollowTheGrammar() {
    for star in stars {
      guard let staging = star.work.staging else { continue }
      let query = staging.query.replacing("{{lower}}", with: "DATE '2013-01-01'")
        .replacing("{{upper}}", with: "DATE '2013-02-01'")
      #expect(parseQuery(generated: query, dialect: .duckDB) != nil)
    }
  }
}
