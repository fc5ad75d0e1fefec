import Apply
import Catalog
import Connect
import PlanModel
import Planning
import SQL
import Testing
import Warehouse

/// An apply that dies at each of its boundaries, above all between steps that no transaction holds
/// together; and neighbours in one warehouse.
@Suite(.postgres) struct BoundaryTests {
  private let schema = SchemaAddress(.warehouse, "ops")

  /// Tables of which some get a longer text (a step that stands alone) and some another type (a
  /// rebuild), with a foreign key and a view.
  private func state(isWide: Bool, _ harness: WarehouseHarness) -> WarehouseState {
    let reader = RoleName(harness.rolePrefix + "reader")
    var state = WarehouseState(
      schemas: [schema: WarehouseSchema(address: schema)], roles: [reader: Role(name: reader)])
    for number in 1...4 {
      var table = WarehouseTable(
        address: TableAddress(schema, "t\(number)"),
        columns: [
          Column("code", .varchar(5), isRequired: true),
          Column("n", isWide && number % 2 == 0 ? .long : .int),
          Column("note", isWide ? .varchar(40) : .varchar(30)),
        ], primaryKey: number == 1 ? ["code"] : [], checks: [], indexes: [])
      if number > 1 {
        table.foreignKeys = [
          ForeignKey(
            columns: ["code"], target: TableAddress(schema, "t1"), targetColumns: ["code"])
        ]
      }
      state.tables[table.address] = table
      let grant = Grant(role: reader, target: .table(table.address), privileges: [.select])
      state.grants[grant.key] = grant
    }
    let view = WarehouseView(
      address: TableAddress(schema, "v"), body: "SELECT n FROM ops.t2",
      columns: [Column("n", isWide ? .long : .int)])
    state.views[view.address] = view
    let grant = Grant(role: reader, target: .table(view.address), privileges: [.select])
    state.grants[grant.key] = grant
    return state
  }

  /// With PostgreSQL's inspector and applier, and with Redshift's over tables like its system tables.
  @Test(arguments: [false, true])
  func killedAtAnyBoundaryNothingIsLostAndTheRestIsPlanned(speaksRedshift: Bool) async throws {
    var harness = try await WarehouseHarness()
    harness.alterations = .redshift
    harness.speaksRedshift = speaksRedshift
    if speaksRedshift { try await RedshiftCatalog.install(on: harness.admin) }
    let states = [state(isWide: false, harness), state(isWide: true, harness)]
    _ = try await harness.converge(states[0])
    for number in 1...4 {
      try await harness.admin.execute("INSERT INTO ops.t\(number) VALUES ('a', 1), ('b', 2)")
    }
    // There and back again.
    var boundary = 0
    var isWhole = false
    while !isWhole {
      isWhole = try await die(at: boundary, to: states[(boundary + 1) % 2], harness)
      boundary += 1
    }
    #expect(boundary > 20)
    await harness.close()
  }

  /// Whether the apply came to its end before it could die.
  private func die(at boundary: Int, to wide: WarehouseState, _ harness: WarehouseHarness)
    async throws -> Bool
  {
    try await harness.admin.execute("DELETE FROM weir.journal")
    let plan = try await harness.plan(wide).plan
    #expect(plan.steps.contains { $0.isAlone } && plan.steps.contains { !$0.isAlone })
    var isWhole = true
    do {
      try await harness.apply(plan, desired: wide, dyingAfter: boundary)
    } catch { isWhole = false }

    // Nothing stays locked.
    for statement in [
      "BEGIN", "SET LOCAL lock_timeout = '60s'", "LOCK TABLE ops.t1, ops.t2, ops.t3, ops.t4, ops.v",
      "ROLLBACK",
    ] { try await harness.admin.execute(statement) }

    // Readers have every table and view with every row.
    let seen = try await harness.admin.query(
      """
      SELECT (SELECT count(*) FROM ops.t1) + (SELECT count(*) FROM ops.t2)
          + (SELECT count(*) FROM ops.t3) + (SELECT count(*) FROM ops.t4)
          + (SELECT count(*) FROM ops.v),
        (SELECT bool_and(has_table_privilege($1, c.oid, 'SELECT')) FROM pg_class c
          WHERE c.relnamespace = 'ops'::regnamespace AND c.relkind IN ('r', 'v')),
        (SELECT count(*) FROM pg_class WHERE relname LIKE '%rebuilt%')
      """, [harness.rolePrefix + "reader"])
    #expect((0..<3).map { seen[0][$0] } == ["10", "t", "0"], "boundary \(boundary)")

    // What the journal calls done is not planned again.
    let done = try await harness.admin.query(
      "SELECT address || ' ' || kind FROM weir.journal WHERE outcome = 'done'")
    let rest = try await harness.plan(wide).plan
    let again = Set(rest.steps.map { "\($0.change.address) \($0.change.kind.rawValue)" })
    #expect(again.isDisjoint(with: done.map { $0.text(0) }), "boundary \(boundary)")
    try await harness.apply(rest, desired: wide)
    #expect(try await harness.plan(wide).plan.isEmpty, "boundary \(boundary)")
    return isWhole
  }

  // MARK: Neighbours

  /// Two platforms in one schema: neither retires, drops or takes rights from what the other made.
  @Test func twoPlatformsNeverTouchEachOther() async throws {
    var first = try await WarehouseHarness()
    let mine = TableAddress(schema, "mine")
    let theirs = TableAddress(schema, "theirs")
    func state(_ table: TableAddress?) -> WarehouseState {
      var state = WarehouseState(schemas: [schema: WarehouseSchema(address: schema)])
      if let table {
        state.tables[table] = WarehouseTable(
          address: table, columns: [Column("a", .int)], checks: [], indexes: [])
      }
      return state
    }
    _ = try await first.converge(state(mine))
    var second = first
    second.owner = LedgerOwner(platform: "hotel", environment: "test")
    let other = try await second.plan(state(theirs))
    #expect(other.plan.unmanaged == [.table(mine)])
    #expect(other.plan.steps.map(\.change.address) == [.table(theirs)])
    try await second.apply(other.plan, desired: state(theirs))

    first.dropAfter = 0
    let gone = try await first.plan(state(nil))
    #expect(gone.plan.steps.map(\.change.address) == [.table(mine)])
    try await first.apply(gone.plan, desired: state(nil))
    let after = try await first.plan(state(nil), allow: [mine.description, theirs.description])
    #expect(after.plan.steps.map(\.change.address) == [.table(mine)])
    #expect(try await second.plan(state(theirs)).plan.isEmpty)
    await first.close()
  }

  /// One schema of forty is taken over: all else has the same objects, owners and rights afterwards.
  @Test func takingOverOneSchemaOfFortyTouchesNothingElse() async throws {
    let harness = try await WarehouseHarness()
    let owner = harness.rolePrefix + "owner"
    let reader = harness.rolePrefix + "owner2"
    try await harness.admin.execute("CREATE ROLE \(owner); CREATE ROLE \(reader)")
    for number in 1...40 {
      try await harness.admin.execute(
        """
        CREATE SCHEMA s\(number);
        CREATE TABLE s\(number).t (a integer PRIMARY KEY, b text DEFAULT 'x');
        CREATE VIEW s\(number).v AS SELECT a FROM \(number == 8 ? "s7" : "s\(number)").t;
        ALTER TABLE s\(number).t OWNER TO \(owner);
        GRANT USAGE ON SCHEMA s\(number) TO \(reader);
        GRANT SELECT ON s\(number).t, s\(number).v TO \(reader);
        ALTER DEFAULT PRIVILEGES IN SCHEMA s\(number) GRANT SELECT ON TABLES TO \(reader)
        """)
    }
    let before = try await others(harness)
    let taken = SchemaAddress(.warehouse, "s7")
    var state = WarehouseState(schemas: [taken: WarehouseSchema(address: taken)])
    let table = TableAddress(taken, "t")
    state.tables[table] = WarehouseTable(
      address: table,
      columns: [
        Column("a", .int, isRequired: true), Column("b", .string, defaultValue: "'x'"),
        Column("c", .int),
      ], primaryKey: ["a"], checks: [], indexes: [])
    let plan = try await harness.plan(state)
    #expect(plan.plan.steps.map(\.change.kind) == [.addColumn])
    #expect(plan.plan.unmanaged == [.table(TableAddress(taken, "v"))])
    #expect(try await harness.converge(state).plan.isEmpty)
    #expect(try await others(harness) == before)
    let kept = try await harness.admin.query(
      """
      SELECT pg_get_userbyid(relowner), relacl::text LIKE '%owner2=r/%' FROM pg_class
      WHERE oid = 's7.t'::regclass
      """)
    #expect(kept[0][0] == harness.rolePrefix + "owner" && kept[0][1] == "t")
    await harness.close()
  }

  /// Every object outside the schema that is taken over, with owner and rights.
  private func others(_ harness: WarehouseHarness) async throws -> [[String?]] {
    try await harness.admin.query(
      """
      SELECT n.nspname, n.nspacl::text, n.nspowner, c.oid, c.relname, c.relowner, c.relacl::text,
        (SELECT string_agg(d.defaclacl::text, ';') FROM pg_default_acl d
          WHERE d.defaclnamespace = n.oid)
      FROM pg_namespace n JOIN pg_class c ON c.relnamespace = n.oid
      WHERE n.nspname ~ '^s[0-9]' AND n.nspname <> 's7' ORDER BY 1, 5
      """
    ).map { row in (0..<8).map { row[$0] } }
  }
}

extension Step {
  fileprivate var isAlone: Bool {
    if case .warehouse(_, .alone) = action { true } else { false }
  }
}
