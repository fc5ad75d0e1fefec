import Catalog
import Diagnostics
import Testing

@testable import Spec

/// Decodes the example platform and looks at each kind.
struct ExampleSpecTests {
  let folder: SpecFolder
  let project: ProjectSpec

  init() throws {
    folder = try SpecFolder(projectRoot)
    var sink = DiagnosticSink()
    project = decodeProject(files: folder.yaml, sqlFiles: folder.sql, sink: &sink)
    let renderer = DiagnosticRenderer(sources: folder.sources, style: .plain)
    try #require(sink.diagnostics.isEmpty, "\(renderer.render(sink.diagnostics))")
  }

  private func names(_ specs: [some SpecDeclaration]) -> [String] {
    specs.map(\.name.value.text)
  }

  @Test func everyDeclarationIsThere() {
    #expect(project.unreadable.isEmpty)
    #expect(names(project.sources) == ["flight_api", "flight_desk"])
    #expect(names(project.lakeNamespaces) == ["bronze", "silver"])
    #expect(
      names(project.lakeTables) == [
        "bronze.airlines", "bronze.airports", "bronze.flights", "bronze.planes", "bronze.weather",
        "silver.flights",
      ])
    #expect(
      names(project.dimensions) == [
        "ops.dim_aircraft", "ops.dim_airport", "ops.dim_carrier", "ops.dim_date",
      ])
    #expect(names(project.roles) == ["network_analyst", "united_analyst"])
  }

  @Test func platformAndEnvironment() throws {
    let platform = try #require(project.platform)
    #expect(platform.header.doc?.value == "Flights out of New York, and who may look at them.")
    #expect(platform.defaultOwner?.value == "flight-data")
    let risks = try #require(platform.policies?.allowedRisks?.first)
    #expect(risks.environment.value == "local")
    #expect(
      risks.risks.map(\.value) == [.safe, .locks, .rewrites, .breaks, .restates, .revokes])

    let local = try #require(project.environments.first)
    #expect(local.variables.map(\.name.value) == ["flight_api"])
    #expect(local.variables.map(\.text) == ["http://127.0.0.1:18080"])
    #expect(local.warehouse.dialect.value == .postgresql)
    #expect(local.warehouse.loader?.value.text == "loader")
    guard case .embedded = local.lake, case .embedded(let database) = local.state else {
      Issue.record("not embedded")
      return
    }
    #expect(database.value == "state")
  }

  @Test func streamsOfARESTAPI() throws {
    let source = try #require(project.sources.first { $0.name.value.text == "flight_api" })
    guard case .restAPI(let connection) = source.origin else {
      Issue.record("not a REST API")
      return
    }
    #expect(connection.url.value.parts.map(\.value) == [.variable("flight_api")])
    guard case .bearer(let token)? = connection.authentication else {
      Issue.record("no bearer token")
      return
    }
    #expect(token.value.parts.map(\.value) == [.secret("FLIGHT_API_TOKEN")])
    let flights = try #require(source.streams.first)
    #expect(flights.lands.value == DottedName(parts: ["bronze", "flights"]))
    #expect(flights.interval?.grain.value == .day)
    #expect(flights.columns.count == 21)
    #expect(
      flights.columns.filter(\.isRequired).map(\.name.value) == [
        "id", "flight_date", "carrier", "flight", "origin", "dest", "distance",
      ])
    #expect(flights.columns.last?.type.value == .timestamptz)
    guard case .rest(let request) = flights.origin,
      case .cursor(let field, let parameter) = request.pagination
    else {
      Issue.record("no cursor")
      return
    }
    #expect((field.value, parameter.value) == ("next_cursor", "cursor"))
    #expect(request.parameters.map(\.name.value) == ["since", "until", "limit"])
    #expect(
      request.parameters.map { $0.value.value.parts.map(\.value) } == [
        [.intervalStart], [.intervalEnd], [.literal("5000")],
      ])
  }

  @Test func transformPointsIntoItsFile() throws {
    let transform = try #require(project.transforms.first)
    #expect(transform.mode.value == .replaceRange)
    #expect(transform.interval?.column.value == "flight_date")
    let file = try #require(folder.sql["specs/lake/silver_flights.sql"])
    #expect(transform.sql.path == file.path)
    #expect(transform.sql.text.bytes == file.bytes)
    #expect(transform.sql.text.span(from: 0, to: 6).file == file.id)
    #expect(transform.checks.count == 4)
    guard case .accepted(let column, let values) = transform.checks[2].rule else {
      Issue.record("not accepted values")
      return
    }
    #expect(column.value == "origin")
    #expect(values.map(\.value) == [.text("EWR"), .text("JFK"), .text("LGA")])
  }

  @Test func tablesOfTheLake() throws {
    let silver = try #require(project.lakeTables.last)
    guard case .listed(let columns) = silver.columns else {
      Issue.record("no columns")
      return
    }
    #expect(columns.count == 16)
    #expect(columns[2].doc?.value == "The scheduled hour of departure.")
    #expect(
      silver.partitionBy.map(\.value) == [PartitionField(column: "flight_date", transform: .month)])
    guard case .from(let stream) = project.lakeTables[0].columns else {
      Issue.record("no stream")
      return
    }
    #expect(stream.value.text == "flight_desk.airlines")
  }

  @Test func starSchema() throws {
    guard case .dates(let dates) = project.dimensions[3].members,
      case .source(let aircraft) = project.dimensions[0].members
    else {
      Issue.record("wrong members")
      return
    }
    #expect(dates.until.value.description == "2014-01-01")
    #expect(aircraft.changedAt?.value == "updated_at")
    #expect(aircraft.attributes.map(\.from.value).prefix(3) == ["year", "type", "manufacturer"])
    #expect(aircraft.attributes.allSatisfy { $0.scd?.value == .version })

    let fact = try #require(project.facts.first)
    #expect(
      fact.dimensions.map(\.alias.value) == [
        "flight_date", "carrier", "origin", "destination", "aircraft",
      ])
    #expect(fact.dimensions[4].at?.value == "scheduled_at")
    #expect(fact.degenerate.count == 7)
    #expect(fact.measures.allSatisfy { $0.additivity.value == .additive })
    let aggregate = try #require(project.aggregates.first)
    #expect(aggregate.by.map { $0.sql == nil } == [false, true])
    let sql = try #require(aggregate.by[0].sql)
    let file = folder.sources[sql.span.file]
    #expect(file.text(at: sql.text.span(from: 0, to: 10)) == "date_trunc")
  }

  @Test func accessAndSchedule() throws {
    let loader = try #require(project.principals.first)
    #expect(loader.isManaged && loader.isLoader && loader.user.value.literal == "weir_loader")
    let role = project.roles[1]
    #expect(role.grants.map(\.value.base) == [.members(of: DottedName(parts: ["ops"]))])
    #expect(
      role.except.last?.value.base == .object(DottedName(parts: ["ops", "fct_flight", "tailnum"])))
    let filter = try #require(role.rowFilters.first)
    #expect(filter.condition.text.bytes == Array("carrier = 'UA'".utf8))
    #expect(filter.tables.count == 2)

    let schedule = try #require(project.schedules.first)
    #expect(schedule.cron?.value.hours == [4])
    #expect(schedule.cron?.value.minutes == [30])
    #expect(schedule.cron?.value.restrictsDayOfWeek == false)
    #expect(schedule.select.map(\.value) == [Selector(.everything)])
    #expect(schedule.timeout?.value == .seconds(3600))
    #expect(schedule.retries?.value == 2)
  }
}
