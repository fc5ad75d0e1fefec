import Apply
import Catalog
import Connect
import Diagnostics
import Foundation
import PlanModel
import Planning
import Ports
import SQL
import Synchronization
import Testing
import Warehouse

/// Tables that are made anew, by Redshift's rules, on a real server.
@Suite(.postgres) struct RebuildTests {
  private let schema = SchemaAddress(.warehouse, "ops")
  private var fact: TableAddress { TableAddress(schema, "fct_flight") }

  private func state(_ harness: WarehouseHarness) -> WarehouseState {
    let dimension = WarehouseTable(
      address: TableAddress(schema, "dim_carrier"),
      columns: [
        Column("carrier", .varchar(2), isRequired: true), Column("name", .string, comment: "Full."),
      ], primaryKey: ["carrier"], comment: "Carriers.")
    let flights = WarehouseTable(
      address: fact,
      columns: [
        Column("id", .long, isRequired: true, generation: .identity(Identity(isAlways: false))),
        Column("carrier", .varchar(2)), Column("delay", .int, comment: "Minutes."),
      ],
      primaryKey: ["id"],
      foreignKeys: [
        ForeignKey(columns: ["carrier"], target: dimension.address, targetColumns: ["carrier"])
      ])
    let view = WarehouseView(
      address: TableAddress(schema, "delays"),
      body: "SELECT carrier, sum(delay) AS delay FROM ops.fct_flight GROUP BY carrier",
      columns: [Column("carrier", .varchar(2)), Column("delay", .long)])
    let reader = RoleName(harness.rolePrefix + "reader")
    var state = WarehouseState(
      schemas: [schema: WarehouseSchema(address: schema)],
      tables: [dimension.address: dimension, fact: flights], views: [view.address: view],
      roles: [reader: Role(name: reader)])
    for grant in [
      Grant(role: reader, target: .schema(schema), privileges: [.usage]),
      Grant(role: reader, target: .table(fact), privileges: [.select]),
      Grant(
        role: reader, target: .table(dimension.address),
        columnPrivileges: [.select: ["carrier"]]),
      Grant(role: reader, target: .table(view.address), privileges: [.select]),
    ] { state.grants[grant.key] = grant }
    return state
  }

  private func live(rows: Int = 3) async throws -> (WarehouseHarness, WarehouseState) {
    var harness = try await WarehouseHarness()
    harness.alterations = .redshift
    let state = state(harness)
    _ = try await harness.converge(state)
    try await harness.admin.execute(
      """
      INSERT INTO ops.dim_carrier VALUES ('UA', 'United'), ('AA', 'American');
      INSERT INTO ops.fct_flight SELECT n, 'UA', n FROM generate_series(1, \(rows)) AS n
      """)
    return (harness, state)
  }

  private func retyped(_ state: WarehouseState) -> WarehouseState {
    var state = state
    state.tables[fact]!.columns[2].type = .long
    state.tables[fact]!.columns[1].isRequired = true
    return state
  }

  @Test func everythingButTheTypeIsAsBefore() async throws {
    let (harness, state) = try await live()
    let wanted = retyped(state)
    let plan = try await harness.plan(wanted)
    #expect(plan.plan.steps.map(\.change.kind).contains(.rebuildTable))
    let second = try await harness.converge(wanted)
    #expect(second.plan.isEmpty && second.diagnostics.diagnostics.isEmpty)
    let rows = try await harness.admin.query("SELECT sum(id), sum(delay) FROM ops.fct_flight")
    #expect(rows[0][0] == "6" && rows[0][1] == "6")
    await harness.close()
  }

  /// warehouse: a rebuild loses what is not told again; counters go on.
  @Test func theCounterGoesOn() async throws {
    let (harness, state) = try await live()
    _ = try await harness.converge(retyped(state))
    try await harness.admin.execute("INSERT INTO ops.fct_flight (carrier) VALUES ('AA')")
    #expect(
      try await harness.admin.query("SELECT max(id) FROM ops.fct_flight").scalar == "4")
    await harness.close()
  }

  /// Rights of roles that nobody manages are there again.
  @Test func foreignGrantsStay() async throws {
    let (harness, state) = try await live()
    let name = Dialect.postgreSQL.quoted(harness.rolePrefix + "stranger")
    try await harness.admin.execute("CREATE ROLE \(name)")
    try await harness.admin.execute("GRANT SELECT, UPDATE (delay) ON ops.fct_flight TO \(name)")
    _ = try await harness.converge(retyped(state))
    let rights = try await harness.admin.query(
      """
      SELECT has_table_privilege($1, 'ops.fct_flight', 'SELECT'),
        has_column_privilege($1, 'ops.fct_flight', 'delay', 'UPDATE'),
        has_column_privilege($1, 'ops.fct_flight', 'carrier', 'UPDATE')
      """, [harness.rolePrefix + "stranger"])
    #expect(rights[0][0] == "t" && rights[0][1] == "t" && rights[0][2] == "f")
    await harness.close()
  }

  /// What came after the plan is not in its statements and would be lost: the plan is stale.
  @Test(arguments: [
    "GRANT SELECT ON ops.fct_flight TO \"%\"", "GRANT UPDATE (delay) ON ops.fct_flight TO \"%\"",
    "GRANT SELECT ON ops.delays TO \"%\"",
    "CREATE RULE quiet AS ON DELETE TO ops.fct_flight DO INSTEAD NOTHING",
    "CREATE POLICY late ON ops.fct_flight USING (true)",
  ])
  func whatCameAfterThePlanMakesItStale(statement: String) async throws {
    let (harness, state) = try await live()
    let wanted = retyped(state)
    let plan = try await harness.plan(wanted).plan
    let stranger = harness.rolePrefix + "late"
    try await harness.admin.execute("CREATE ROLE \"\(stranger)\"")
    try await harness.admin.execute(statement.replacing("%", with: stranger))
    do {
      try await harness.apply(plan, desired: wanted)
      Issue.record("a stale plan was applied")
    } catch ApplyError.stale(let moved) { #expect(!moved.isEmpty) }
    await harness.close()
  }

  @Test func whatWouldBeLostStopsIt() async throws {
    let (harness, state) = try await live()
    try await harness.admin.execute(
      "CREATE RULE quiet AS ON DELETE TO ops.fct_flight DO INSTEAD NOTHING")
    let result = try await harness.plan(retyped(state))
    #expect(result.diagnostics.diagnostics.map(\.code.description) == ["WR0508"])
    #expect(!result.plan.steps.map(\.change.kind).contains(.rebuildTable))
    await harness.close()
  }

  /// A value that does not fit the new type fails the whole step: the old table is as it was.
  @Test func valuesAreNeverCut() async throws {
    let (harness, state) = try await live()
    var wanted = state
    let dimension = TableAddress(schema, "dim_carrier")
    wanted.tables[dimension]!.columns[1].type = .varchar(3)
    let plan = try await harness.plan(wanted).plan
    await #expect(throws: ApplyError.self) { try await harness.apply(plan, desired: wanted) }
    let names = try await harness.admin.query("SELECT string_agg(name, ',') FROM ops.dim_carrier")
    #expect(names.scalar == "United,American")
    await harness.close()
  }

  /// Every query finds the table, may read it, and sees all rows, before, while and after.
  @Test func readersNeverMissARow() async throws {
    let (harness, state) = try await live(rows: 20_000)
    let reader = try await PostgresConnection.connect(harness.settings)
    try await reader.execute(
      "SET ROLE \(Dialect.postgreSQL.quoted(harness.rolePrefix + "reader"))")
    let isDone = Mutex(false)
    async let reads = Self.read(reader, until: isDone)
    for type in [DataType.long, .decimal(precision: 12, scale: 0), .double, .long] {
      var wanted = state
      wanted.tables[fact]!.columns[2].type = type
      #expect(try await harness.converge(wanted).plan.isEmpty)
    }
    isDone.withLock { $0 = true }
    let found = try await reads
    #expect(Set(found) == ["20000 20000"] && found.count > 8)
    await reader.close()
    await harness.close()
  }

  private static func read(_ reader: PostgresConnection, until isDone: borrowing Mutex<Bool>)
    async throws -> [String]
  {
    var found: [String] = []
    while !isDone.withLock({ $0 }) {
      let rows = try await reader.query(
        "SELECT (SELECT count(*) FROM ops.fct_flight), (SELECT sum(1) FROM ops.fct_flight)")
      found.append("\(rows[0].text(0)) \(rows[0].text(1))")
      // The view as well.
      _ = try await reader.query("SELECT count(*) FROM ops.delays")
    }
    return found
  }

  @Test func killedAnywhereTheNextPlanIsTheRest() async throws {
    let (harness, state) = try await live()
    let wanted = retyped(state)
    for calls in 0..<60 {
      let plan = try await harness.plan(wanted).plan
      guard !plan.isEmpty else { break }
      _ = try? await harness.apply(plan, desired: wanted, dyingAfter: calls)
      let count = try await harness.admin.query("SELECT count(*) FROM ops.fct_flight").scalar
      #expect(count == "3")
    }
    #expect(try await harness.plan(wanted).plan.isEmpty)
    await harness.close()
  }

  /// PostgreSQL's own case: a table with rows becomes partitioned.
  @Test func aTableBecomesPartitioned() async throws {
    var (harness, state) = try await live()
    harness.alterations = .postgreSQL
    state.tables[fact]!.partitioning = Partitioning(.hash, keys: ["id"])
    state.tables[fact]!.partitions = (0..<2).map {
      TablePartition(TableAddress(schema, "fct_flight_\($0)"), .hash(modulus: 2, remainder: $0))
    }
    let second = try await harness.converge(state)
    #expect(second.plan.isEmpty)
    let rows = try await harness.admin.query("SELECT count(DISTINCT tableoid) FROM ops.fct_flight")
    #expect(rows.scalar == "2")
    await harness.close()
  }
}
