import Apply
import Catalog
import Connect
import PlanModel
import Planning
import Ports
import SQL
import Testing
import Warehouse

/// What an apply leaves behind when it is disturbed, and what it never touches.
@Suite(.postgres) struct ApplyTests {
  private let schema = SchemaAddress(.warehouse, "ops")

  private func role(_ name: String, _ harness: WarehouseHarness) -> RoleName {
    RoleName(harness.rolePrefix + name)
  }

  /// A star in small: two tables, a view, three roles, one of which sees one carrier's rows and not
  /// every column.
  private func star(_ harness: WarehouseHarness) -> WarehouseState {
    let dimension = WarehouseTable(
      address: TableAddress(schema, "dim_carrier"),
      columns: [Column("carrier", .varchar(2), isRequired: true), Column("name", .varchar(100))],
      primaryKey: ["carrier"], comment: "Carriers.")
    let fact = WarehouseTable(
      address: TableAddress(schema, "fct_flight"),
      columns: [
        Column("flight_id", .varchar(60), isRequired: true), Column("carrier", .varchar(2)),
        Column("tailnum", .varchar(10)), Column("delay", .int, comment: "Minutes."),
      ],
      primaryKey: ["flight_id"],
      foreignKeys: [
        ForeignKey(columns: ["carrier"], target: dimension.address, targetColumns: ["carrier"])
      ], hasRowSecurity: true)
    let view = WarehouseView(
      address: TableAddress(schema, "delays"),
      body: "SELECT carrier, sum(delay) AS delay FROM ops.fct_flight GROUP BY carrier",
      columns: [Column("carrier", .varchar(2)), Column("delay", .long)])
    let all = role("network", harness)
    let some = role("united", harness)
    let loader = role("loader", harness)
    var state = WarehouseState(
      schemas: [schema: WarehouseSchema(address: schema, comment: "Flight operations.")],
      tables: [dimension.address: dimension, fact.address: fact], views: [view.address: view],
      roles: [
        all: Role(name: all), some: Role(name: some), loader: Role(name: loader, canLogin: true),
      ])
    let read = Privilege.select
    let grants = [
      Grant(role: all, target: .schema(schema), privileges: [.usage]),
      Grant(role: some, target: .schema(schema), privileges: [.usage]),
      Grant(role: loader, target: .schema(schema), privileges: [.usage]),
      Grant(role: all, target: .table(fact.address), privileges: [read]),
      Grant(role: all, target: .table(view.address), privileges: [read]),
      Grant(
        role: some, target: .table(fact.address),
        columnPrivileges: [read: ["flight_id", "carrier", "delay"]]),
      Grant(
        role: loader, target: .table(fact.address),
        privileges: [.select, .insert, .update, .delete]),
    ]
    for grant in grants { state.grants[grant.key] = grant }
    let policies = [
      Policy(table: fact.address, name: "all", roles: [all], scope: .read, condition: "true"),
      Policy(
        table: fact.address, name: "united", roles: [some], scope: .read,
        condition: "carrier IN ('UA', 'US')"),
      Policy(table: fact.address, name: "loader", roles: [loader], scope: .all, condition: "true"),
    ]
    for policy in policies { state.policies[policy.key] = policy }
    return state
  }

  private func load(_ harness: WarehouseHarness) async throws {
    try await harness.admin.execute(
      """
      INSERT INTO ops.dim_carrier VALUES ('UA', 'United'), ('AA', 'American');
      INSERT INTO ops.fct_flight VALUES ('1', 'UA', 'N1', 5), ('2', 'AA', 'N2', 7)
      """)
  }

  @Test func rolesSeeTheirRowsAndColumns() async throws {
    let harness = try await WarehouseHarness()
    let state = star(harness)
    let second = try await harness.converge(state)
    #expect(second.plan.isEmpty)
    try await load(harness)
    let some = role("united", harness)
    try await harness.admin.execute("SET ROLE \(Dialect.postgreSQL.quoted(some.text))")
    let seen = try await harness.admin.query("SELECT carrier FROM ops.fct_flight")
    #expect(seen.map { $0[0] } == ["UA"])
    let refusal = await failure {
      try await harness.admin.query("SELECT tailnum FROM ops.fct_flight")
    }
    #expect(refusal?.kind == .denied)
    try await harness.admin.execute("RESET ROLE")
    await harness.close()
  }

  @Test func killedAnywhereTheNextPlanIsTheRest() async throws {
    let harness = try await WarehouseHarness()
    let state = star(harness)
    for calls in 0..<60 {
      let plan = try await harness.plan(state).plan
      guard !plan.isEmpty else { break }
      _ = try? await harness.apply(plan, desired: state, dyingAfter: calls)
    }
    #expect(try await harness.plan(state).plan.isEmpty)
    await harness.close()
  }

  @Test func aStalePlanIsRefusedAndNamesWhatMoved() async throws {
    let harness = try await WarehouseHarness()
    var state = star(harness)
    _ = try await harness.converge(state)
    state.tables[TableAddress(schema, "dim_carrier")]!.columns.append(Column("country", .string))
    let plan = try await harness.plan(state).plan
    try await harness.admin.execute("ALTER TABLE ops.dim_carrier ADD COLUMN other integer")
    do {
      try await harness.apply(plan, desired: state)
      Issue.record("a stale plan was applied")
    } catch ApplyError.stale(let moved) {
      #expect(moved.map(\.description).contains("wh:ops.dim_carrier"))
    }
    #expect(
      try await harness.inspect(state).state.tables.values.allSatisfy { table in
        !table.columns.contains { $0.name == "country" }
      })
    await harness.close()
  }

  @Test func aTypeChangeBelowAViewKeepsTheViewAndItsGrants() async throws {
    let harness = try await WarehouseHarness()
    var state = star(harness)
    _ = try await harness.converge(state)
    try await load(harness)
    let outsider = role("outsider", harness)
    let name = Dialect.postgreSQL.quoted(outsider.text)
    try await harness.admin.execute("CREATE ROLE \(name); GRANT SELECT ON ops.delays TO \(name)")
    state.tables[TableAddress(schema, "fct_flight")]!.columns[3].type = .long
    state.tables[TableAddress(schema, "fct_flight")]!.columns[1].type = .varchar(3)
    state.tables[TableAddress(schema, "dim_carrier")]!.columns[0].type = .varchar(3)
    state.views[TableAddress(schema, "delays")]!.columns = [
      Column("carrier", .varchar(3)), Column("delay", .decimal(precision: 38, scale: 0)),
    ]
    let second = try await harness.converge(state)
    #expect(second.plan.steps.map(\.change) == [])
    let found = try await harness.inspect(state)
    #expect(found.facts.otherGrants.map(\.role) == [outsider])
    #expect(found.state.grants == state.grants)
    let rows = try await harness.admin.query("SELECT delay FROM ops.delays ORDER BY carrier")
    #expect(rows.map { $0[0] } == ["7", "5"])
    await harness.close()
  }

  @Test func neighboursAreShownAndNeverTouched() async throws {
    let harness = try await WarehouseHarness()
    let state = star(harness)
    let guest = Dialect.postgreSQL.quoted(role("guest", harness).text)
    try await harness.admin.execute(
      """
      CREATE ROLE \(guest);
      CREATE SCHEMA ops; CREATE TABLE ops.theirs (a integer); CREATE SCHEMA other;
      CREATE TABLE other.t (a integer); GRANT SELECT ON ops.theirs TO \(guest)
      """)
    let second = try await harness.converge(state)
    #expect(second.plan.isEmpty)
    #expect(second.plan.unmanaged.map(\.description) == ["wh:ops.theirs"])
    let rest = try await harness.plan(
      WarehouseState(schemas: state.schemas, roles: state.roles))
    #expect(!rest.plan.steps.contains { $0.change.address.table?.name == "theirs" })
    await harness.close()
  }

  @Test func whatSpecsNoLongerNameIsRetiredOnceAndDroppedWhenNamed() async throws {
    let harness = try await WarehouseHarness()
    var state = star(harness)
    _ = try await harness.converge(state)
    let fact = TableAddress(schema, "fct_flight")
    state.tables[fact] = nil
    state.views = [:]
    state.policies = [:]
    state.grants = state.grants.filter { $0.key.target == .schema(schema) }
    let plan = try await harness.plan(state).plan
    #expect(plan.steps.map(\.change.kind) == [.retireTable, .retireTable])
    let second = try await harness.converge(state)
    #expect(second.plan.isEmpty)
    #expect(second.plan.retired.map(\.description) == ["wh:ops.delays", "wh:ops.fct_flight"])
    let dropped = try await harness.converge(
      state, allow: ["ops.fct_flight", "ops.delays"])
    #expect(dropped.plan.isEmpty && dropped.plan.retired.isEmpty)
    #expect(try await harness.inspect(state).state.tables[fact] == nil)
    await harness.close()
  }

  @Test func renamesKeepRowsRightsAndTheLedger() async throws {
    let harness = try await WarehouseHarness()
    var state = star(harness)
    _ = try await harness.converge(state)
    try await load(harness)
    let (old, new) = (TableAddress(schema, "fct_flight"), TableAddress(schema, "fct_leg"))
    var fact = state.tables.removeValue(forKey: old)!
    fact.address = new
    fact.columns[1].name = "airline"
    fact.foreignKeys[0].columns = ["airline"]
    state.tables[new] = fact
    let view = TableAddress(schema, "delays")
    state.views[view]!.body =
      "SELECT airline AS carrier, sum(delay) AS delay FROM ops.fct_leg GROUP BY airline"
    for grant in state.grants.values where grant.target == .table(old) {
      state.grants[grant.key] = nil
      var moved = grant
      moved.target = .table(new)
      if moved.columnPrivileges[.select] != nil {
        moved.columnPrivileges[.select] = ["flight_id", "airline", "delay"]
      }
      state.grants[moved.key] = moved
    }
    for policy in state.policies.values {
      state.policies[policy.key] = nil
      var moved = policy
      moved.table = new
      if policy.name == "united" { moved.condition = "airline IN ('UA', 'US')" }
      state.policies[moved.key] = moved
    }
    let renames = Renames(
      tables: [new: old], columns: [ColumnAddress(new, "airline"): "carrier"])
    let second = try await harness.converge(state, renames: renames)
    #expect(second.plan.steps.map(\.change) == [])
    let found = try await harness.inspect(state)
    #expect(found.state.grants == state.grants)
    #expect(found.facts.ledger[.table(new)] != nil && found.facts.ledger[.table(old)] == nil)
    #expect(try await harness.admin.query("SELECT count(*) FROM ops.fct_leg").scalar == "2")
    await harness.close()
  }

  @Test func theJournalSaysWhatWasDone() async throws {
    let harness = try await WarehouseHarness()
    let state = star(harness)
    let plan = try await harness.plan(state).plan
    let receipt = try await harness.apply(plan, desired: state)
    #expect(receipt.steps == plan.steps.map(\.number))
    let rows = try await harness.admin.query(
      "SELECT step, address, outcome, action FROM weir.journal ORDER BY id")
    #expect(rows.map { $0.text(1) } == plan.steps.map(\.change.address.description))
    #expect(rows.allSatisfy { $0.text(2) == "done" })
    #expect(rows.map { $0.text(3) } == plan.steps.map(\.actionFingerprint.text))
    await harness.close()
  }

  /// The counter of a column goes on where the one before it was, and only one is left.
  @Test func anOldCounterBecomesANewOne() async throws {
    let harness = try await WarehouseHarness()
    let schema = SchemaAddress(.warehouse, "ops")
    var table = WarehouseTable(
      address: TableAddress(schema, "t"),
      columns: [
        Column("id", .int, isRequired: true, generation: .serial), Column("note", .string),
      ], checks: [], indexes: [])
    var state = WarehouseState(
      schemas: [schema: WarehouseSchema(address: schema)], tables: [table.address: table])
    _ = try await harness.converge(state)
    try await harness.admin.execute("INSERT INTO ops.t (note) VALUES ('a'), ('b'), ('c')")
    table.columns[0].generation = .identity(Identity(isAlways: false))
    state.tables[table.address] = table
    let after = try await harness.converge(state)
    #expect(after.plan.isEmpty)
    let next = try await harness.admin.query(
      "INSERT INTO ops.t (note) VALUES ('d') RETURNING id")
    #expect(next.scalar == "4")
    let sequences = try await harness.admin.query(
      "SELECT count(*) FROM pg_class WHERE relkind = 'S' AND relnamespace = 'ops'::regnamespace")
    #expect(sequences.scalar == "1")
    await harness.close()
  }

  /// What the ledger remembers of texts moves with its table.
  @Test func aRenamedTableKeepsWhatIsKnownOfItsTexts() async throws {
    let harness = try await WarehouseHarness()
    let schema = SchemaAddress(.warehouse, "ops")
    let (old, new) = (TableAddress(schema, "old"), TableAddress(schema, "new"))
    var table = WarehouseTable(
      address: old,
      columns: [
        Column("code", .varchar(9)), Column("n", .int, defaultValue: "1 + 1"),
      ],
      checks: [CheckConstraint(name: "some", condition: "code BETWEEN 'a' AND 'b'")],
      indexes: [
        TableIndex(
          name: "by_code", parts: [IndexPart(.column("n"))], condition: "code LIKE 'x%'")
      ])
    var state = WarehouseState(
      schemas: [schema: WarehouseSchema(address: schema)], tables: [old: table])
    _ = try await harness.converge(state)
    table.address = new
    state.tables = [new: table]
    var renames = Renames()
    renames.tables[new] = old
    let plan = try await harness.plan(state, renames: renames)
    #expect(plan.plan.steps.map(\.change.kind) == [.renameTable])
    let after = try await harness.converge(state, renames: renames)
    #expect(after.plan.steps.map(\.change) == [])
    await harness.close()
  }

  /// What somebody else filters stays filtered in a table that Weir takes over.
  @Test func rowSecurityOfOthersStays() async throws {
    let harness = try await WarehouseHarness()
    let schema = SchemaAddress(.warehouse, "ops")
    try await harness.admin.execute(
      """
      CREATE SCHEMA ops; CREATE TABLE ops.t (n integer);
      ALTER TABLE ops.t ENABLE ROW LEVEL SECURITY;
      CREATE POLICY theirs ON ops.t FOR SELECT TO PUBLIC USING (n > 0);
      CREATE VIEW ops.v WITH (security_barrier = true) AS SELECT n FROM ops.t
      """)
    let table = WarehouseTable(address: TableAddress(schema, "t"), columns: [Column("n", .int)])
    var view = WarehouseView(
      address: TableAddress(schema, "v"), body: "SELECT n FROM ops.t",
      columns: [Column("n", .int)])
    var state = WarehouseState(
      schemas: [schema: WarehouseSchema(address: schema)], tables: [table.address: table],
      views: [view.address: view])
    // The text is the server's; specs say nothing of the barrier.
    view.body = try #require(try await harness.inspect(state).state.views[view.address]).body
    state.views[view.address] = view
    #expect(try await harness.plan(state).plan.steps.map(\.change) == [])
    await harness.close()
  }
}
