import Catalog
import Connect
import DDL
import SQL
import Testing
import Warehouse

@Suite(.postgres) struct InspectTests {
  private let writer = DDLWriter(dialect: .postgreSQL)!
  private let schema = SchemaAddress(.warehouse, "ops")

  private func inspector(_ connection: PostgresConnection) -> PostgreSQLInspector {
    PostgreSQLInspector(
      connection: connection, owner: LedgerOwner(platform: "p", environment: "e"))
  }

  private func run(_ statements: [String], on connection: PostgresConnection) async throws {
    for statement in statements { try await connection.execute(statement) }
  }

  @Test func anEmptyDatabaseHasNothing() async throws {
    let connection = try await TestServer.connection()
    let found = try await inspector(connection).inspect(schemas: ["ops"], roles: [])
    #expect(found == WarehouseInspection())
    await connection.close()
  }

  @Test func whatDocumentsMakeIsReadBack() async throws {
    let connection = try await TestServer.connection()
    let suffix = UInt32.random(in: 0 ... .max)
    let owner = RoleName("owner \(suffix)")
    let reader = RoleName("reader_\(suffix)")
    let dimension = Self.dimension(in: schema, owner: owner)
    let fact = Self.fact(in: schema, target: dimension.address, owner: owner)
    let view = WarehouseView(
      address: TableAddress(schema, "v"), body: "SELECT id, amount FROM ops.\"fct Flight\"",
      columns: [
        Column("id", .long, comment: "The id."),
        Column("amount", .decimal(precision: 10, scale: 2)),
      ],
      isSecurityBarrier: true, owner: owner, comment: "A view.")
    var state = WarehouseState(
      schemas: [schema: WarehouseSchema(address: schema, owner: owner, comment: "It's ours.")],
      tables: [dimension.address: dimension, fact.address: fact], views: [view.address: view],
      roles: [
        owner: Role(name: owner),
        reader: Role(name: reader, canLogin: true, memberOf: [owner], comment: "R"),
      ])
    let grants = [
      Grant(role: reader, target: .schema(schema), privileges: [.usage]),
      Grant(
        role: reader, target: .table(fact.address), privileges: [.insert],
        columnPrivileges: [.select: ["id", "amount"]]),
    ]
    for grant in grants { state.grants[grant.key] = grant }
    let policy = Policy(
      table: fact.address, name: "only some", roles: [reader], scope: .all, condition: "true")
    state.policies[policy.key] = policy

    var statements = state.roles.keys.sorted().flatMap { writer.createRole(state.roles[$0]!) }
    statements += writer.document(of: state.schemas[schema]!)
    statements += writer.document(of: dimension) + writer.document(of: fact)
    statements += writer.document(of: view)
    statements += writer.document(of: reader, in: state)!.filter { !$0.contains(" ROLE ") }
    try await run(statements, on: connection)

    let found = try await inspector(connection).inspect(
      schemas: ["ops"], roles: [owner, reader])
    state.views[view.address]!.body = found.state.views[view.address]!.body
    #expect(found.state == state)
    #expect(found.facts.unknown == [])
    #expect(
      found.facts.constraintNames[fact.address]?[.primaryKey(["id"])] == "fct Flight_pkey")
    #expect(
      found.facts.dependencies.map(\.column) == [nil, "amount", "id"]
        || found.facts.dependencies.map(\.column) == ["amount", "id"])
    await connection.close()
  }

  @Test func whatIsNotModelledIsUnknownAndNamed() async throws {
    let connection = try await TestServer.connection()
    try await connection.execute(
      """
      CREATE SCHEMA ops;
      CREATE TABLE ops.a (id integer GENERATED ALWAYS AS IDENTITY, n integer CHECK (n > 0));
      CREATE TABLE ops.b (p point, n integer);
      CREATE MATERIALIZED VIEW ops.m AS SELECT 1 AS one;
      CREATE TABLE ops.parted (d date) PARTITION BY RANGE (d);
      GRANT SELECT ON ops.a TO PUBLIC
      """)
    let found = try await inspector(connection).inspect(schemas: ["ops"], roles: [])
    #expect(found.state.tables.keys.map(\.name) == ["a"])
    #expect(
      found.facts.unknown.map { "\($0.address) \($0.what) \($0.isPart)" } == [
        "wh:ops.a constraint 'a_n_check' true", "wh:ops.a identity of column 'id' true",
        "wh:ops.b column 'p' of type 'point' false", "wh:ops.m materialized view false",
        "wh:ops.parted partitioned table false",
      ])
    #expect(found.facts.otherGrants.map(\.role) == [.everybody])
    await connection.close()
  }

  static func dimension(in schema: SchemaAddress, owner: RoleName) -> WarehouseTable {
    WarehouseTable(
      address: TableAddress(schema, "dim"),
      columns: [
        Column("key", .varchar(20), isRequired: true, comment: "The \"key\"."),
        Column("valid", .timestamptz, isRequired: true),
      ], primaryKey: ["key", "valid"], uniqueKeys: [["key"]], owner: owner, comment: "Ünïcode 'q'")
  }

  static func fact(in schema: SchemaAddress, target: TableAddress, owner: RoleName)
    -> WarehouseTable
  {
    let types: [DataType] = [
      .boolean, .int, .float, .double, .string, .date, .time, .timestamp, .uuid, .binary, .json,
      .list(.string),
    ]
    let plain = types.enumerated().map { Column("c\($0.offset)", $0.element) }
    return WarehouseTable(
      address: TableAddress(schema, "fct Flight"),
      columns: [
        Column("id", .long, isRequired: true), Column("select", .varchar(20)),
        Column("amount", .decimal(precision: 10, scale: 2), defaultValue: "0"),
      ] + plain,
      primaryKey: ["id"],
      foreignKeys: [ForeignKey(columns: ["select"], target: target, targetColumns: ["key"])],
      owner: owner, hasRowSecurity: true)
  }
}
