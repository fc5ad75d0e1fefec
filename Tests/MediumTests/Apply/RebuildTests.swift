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

  /// Rows that somebody adds while tables are copied are there afterwards: all are locked before
  /// anything is read.
  @Test func rowsOfOthersAreNotLost() async throws {
    var (harness, state) = try await live()
    let first = TableAddress(schema, "a_large")
    let second = TableAddress(schema, "b_small")
    for table in [first, second] {
      state.tables[table] = WarehouseTable(
        address: table, columns: [Column("n", .int), Column("t", .varchar(10))])
    }
    _ = try await harness.converge(state)
    try await harness.admin.execute(
      "INSERT INTO ops.a_large SELECT n, 'x' FROM generate_series(1, 200000) AS n")
    for table in [first, second] { state.tables[table]!.columns[0].type = .long }
    let plan = try await harness.plan(state).plan
    #expect(plan.steps.map(\.change.kind) == [.rebuildTable, .rebuildTable])

    let writer = try await PostgresConnection.connect(harness.settings)
    let isDone = Mutex(false)
    async let written = Self.write(writer, until: isDone)
    try await harness.apply(plan, desired: state)
    isDone.withLock { $0 = true }
    let count = try await written
    let rows = try await harness.admin.query("SELECT count(*) FROM ops.b_small")
    #expect(rows.scalar == String(count) && count > 0)
    await writer.close()
    await harness.close()
  }

  /// Adds rows until told to stop; how many.
  private static func write(_ writer: PostgresConnection, until isDone: borrowing Mutex<Bool>)
    async throws -> Int
  {
    var number = 0
    while !isDone.withLock({ $0 }) {
      _ = try await writer.query("INSERT INTO ops.b_small VALUES ($1, 'n')", [String(number)])
      number += 1
    }
    return number
  }

  @Test func locksComeFirstUnderTheNameThatTheTableHasThen() async throws {
    let (harness, state) = try await live()
    var wanted = retyped(state)
    let renamed = TableAddress(schema, "flights")
    var table = wanted.tables.removeValue(forKey: fact)!
    table.address = renamed
    wanted.tables[renamed] = table
    wanted.views = [:]
    wanted.grants = wanted.grants.filter { $0.key.target == .schema(schema) }
    let renames = Renames(tables: [renamed: fact])
    let seen = TableAddress(schema, "delays").description
    let plan = try await harness.plan(wanted, renames: renames, allow: [seen]).plan
    #expect(
      plan.steps.compactMap(\.locks) == [["LOCK TABLE ops.fct_flight IN SHARE ROW EXCLUSIVE MODE"]])
    let second = try await harness.converge(wanted, renames: renames, allow: [seen])
    #expect(second.plan.isEmpty)
    await harness.close()
  }

  /// The owner stays, and nobody gets rights that the server gives on new tables by itself.
  @Test func ownersStayAndNobodyGainsRights() async throws {
    let (harness, state) = try await live()
    let owner = harness.rolePrefix + "owner"
    let stranger = harness.rolePrefix + "nosy"
    try await harness.admin.execute(
      """
      CREATE ROLE "\(owner)"; CREATE ROLE "\(stranger)"; GRANT ALL ON SCHEMA ops TO "\(owner)";
      ALTER TABLE ops.fct_flight OWNER TO "\(owner)"; ALTER VIEW ops.delays OWNER TO "\(owner)";
      ALTER DEFAULT PRIVILEGES IN SCHEMA ops GRANT SELECT ON TABLES TO "\(stranger)";
      ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO PUBLIC
      """)
    #expect(try await harness.converge(retyped(state)).plan.isEmpty)
    let rights = try await harness.admin.query(
      """
      SELECT pg_get_userbyid(c.relowner), has_table_privilege($1, c.oid, 'SELECT')
      FROM pg_class c WHERE c.oid IN ('ops.fct_flight'::regclass, 'ops.delays'::regclass)
      """, [stranger])
    #expect(rights.map { $0.text(0) } == [owner, owner])
    #expect(rights.map { $0.text(1) } == ["f", "f"])
    await harness.close()
  }

  /// Numbers of rows that are gone are not given again.
  @Test func theCounterDoesNotGoBack() async throws {
    let (harness, state) = try await live()
    try await harness.admin.execute(
      """
      SELECT setval(pg_get_serial_sequence('ops.fct_flight', 'id'), 3);
      INSERT INTO ops.fct_flight (carrier) SELECT 'AA' FROM generate_series(1, 20);
      DELETE FROM ops.fct_flight WHERE id > 5
      """)
    _ = try await harness.converge(retyped(state))
    try await harness.admin.execute("INSERT INTO ops.fct_flight (carrier) VALUES ('AA')")
    #expect(try await harness.admin.query("SELECT max(id) FROM ops.fct_flight").scalar == "24")
    await harness.close()
  }

  @Test(arguments: [
    "CREATE STATISTICS ops.odd ON carrier, delay FROM ops.fct_flight",
    "ALTER TABLE ops.fct_flight REPLICA IDENTITY FULL",
    "CREATE TABLE ops.child () INHERITS (ops.fct_flight)",
    "CREATE SCHEMA far; CREATE TABLE far.t (id bigint REFERENCES ops.fct_flight)",
    "CREATE PUBLICATION odd FOR TABLE ops.fct_flight",
  ])
  func noPartIsLostInSilence(statement: String) async throws {
    let (harness, state) = try await live()
    try await harness.admin.execute(statement)
    let result = try await harness.plan(retyped(state))
    #expect(result.diagnostics.diagnostics.map(\.code.description) == ["WR0508"])
    await harness.close()
  }

  /// A view that is made again would lose what Weir does not model as well.
  @Test func viewsAreNotMadeAgainWithoutTheirParts() async throws {
    let (harness, state) = try await live()
    let stranger = harness.rolePrefix + "giver"
    try await harness.admin.execute(
      "CREATE ROLE \"\(stranger)\"; "
        + "GRANT SELECT ON ops.delays TO \"\(stranger)\" WITH GRANT OPTION")
    let result = try await harness.plan(retyped(state))
    #expect(result.diagnostics.diagnostics.map(\.code.description) == ["WR0508"])
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
