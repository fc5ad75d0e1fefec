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
    for table in state.tables.keys {
      state.tables[table]!.checks = []
      state.tables[table]!.indexes = []
    }
    state.views[view.address]!.options = []
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
      CREATE TYPE ops.mood AS ENUM ('good');
      CREATE SEQUENCE ops.free;
      CREATE FUNCTION ops.f() RETURNS trigger LANGUAGE plpgsql AS 'begin return new; end';
      CREATE UNLOGGED TABLE ops.a (n integer, t text COLLATE "C", EXCLUDE (n WITH =));
      CREATE TRIGGER tr BEFORE INSERT ON ops.a FOR EACH ROW EXECUTE FUNCTION ops.f();
      CREATE TABLE ops.child () INHERITS (ops.a);
      CREATE UNIQUE INDEX odd ON ops.a (n) NULLS NOT DISTINCT;
      CREATE TABLE ops.parted (d integer) PARTITION BY RANGE (d);
      CREATE TABLE ops.low PARTITION OF ops.parted FOR VALUES FROM (0) TO (9) PARTITION BY LIST (d);
      GRANT SELECT ON ops.a TO PUBLIC
      """)
    let found = try await inspector(connection).inspect(schemas: ["ops"], roles: [])
    #expect(found.state.tables.keys.map(\.name).sorted() == ["a", "parted"])
    #expect(
      found.facts.unknown.map { "\($0.address) \($0.what) \($0.isPart)" } == [
        "wh:ops function 'f()' true", "wh:ops type 'mood' true",
        "wh:ops.a collation 'C' of column 't' true", "wh:ops.a constraint 'a_n_excl' true",
        "wh:ops.a index 'odd': nulls not distinct true",
        "wh:ops.a kept out of the write-ahead log true",
        "wh:ops.a table 'ops.child' that inherits from it true", "wh:ops.a trigger 'tr' true",
        "wh:ops.child collation 'C' of column 't' true",
        "wh:ops.child table that inherits from another false", "wh:ops.free sequence false",
        "wh:ops.parted partition 'ops.low', which is partitioned itself true",
      ])
    #expect(found.facts.otherGrants.map(\.role) == [.everybody])
    await connection.close()
  }

  @Test func whatIsKeptBesideColumnsIsRead() async throws {
    let connection = try await TestServer.connection()
    try await connection.execute(
      """
      CREATE SCHEMA ops;
      CREATE TYPE ops."Odd Mood" AS ENUM ('good');
      CREATE TABLE ops.a (
        id bigint GENERATED BY DEFAULT AS IDENTITY (START WITH 5 INCREMENT BY 2) PRIMARY KEY,
        s serial, n smallint CHECK (n > 0), m ops."Odd Mood",
        twice integer GENERATED ALWAYS AS (n * 2) STORED
      );
      CREATE INDEX by_n ON ops.a USING btree (n DESC, (n + 1) NULLS FIRST) INCLUDE (m) WHERE n > 5;
      CREATE MATERIALIZED VIEW ops.v AS SELECT n, twice FROM ops.a;
      CREATE UNIQUE INDEX v_n ON ops.v (n);
      CREATE TABLE ops.b (
        a bigint REFERENCES ops.a ON DELETE SET NULL ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED
      );
      CREATE TABLE ops.parted (d date, "Code" text) PARTITION BY RANGE (d, "Code");
      CREATE TABLE ops.low PARTITION OF ops.parted
        FOR VALUES FROM (MINVALUE, MINVALUE) TO ('2024-01-01', 'it''s, (so)');
      CREATE TABLE ops.rest PARTITION OF ops.parted DEFAULT
      """)
    let found = try await inspector(connection).inspect(schemas: ["ops"], roles: [])
    #expect(found.facts.unknown.map(\.what) == ["type 'Odd Mood'"])
    let table = try #require(found.state.tables[TableAddress(schema, "a")])
    #expect(
      table.columns.map(\.generation) == [
        .identity(Identity(isAlways: false, start: 5, step: 2)), .serial, nil, nil,
        .computed("(n * 2)"),
      ])
    #expect(table.columns[2].type == .native("smallint"))
    #expect(table.columns[3].type == .native("ops.\"Odd Mood\""))
    #expect(table.checks == [CheckConstraint(name: "a_n_check", condition: "(n > 0)")])
    #expect(
      table.indexes == [
        TableIndex(
          name: "by_n",
          parts: [
            IndexPart(.column("n"), isDescending: true),
            IndexPart(.expression("((n + 1))"), nullsFirst: true),
          ], included: ["m"], condition: "(n > 5)")
      ])
    let view = try #require(found.state.views[TableAddress(schema, "v")])
    #expect(view.kind == .materialized)
    #expect(
      view.indexes == [TableIndex(name: "v_n", isUnique: true, parts: [IndexPart(.column("n"))])])
    let key = found.state.tables[TableAddress(schema, "b")]?.foreignKeys.first
    #expect(key?.onDelete == .setNull && key?.onUpdate == .cascade && key?.timing == .deferred)
    let parted = try #require(found.state.tables[TableAddress(schema, "parted")])
    #expect(parted.partitioning == Partitioning(.range, keys: ["d", "\"Code\""]))
    #expect(
      parted.partitions == [
        TablePartition(
          TableAddress(schema, "low"),
          .range(from: [.minimum, .minimum], to: [.value("2024-01-01"), .value("it's, (so)")])),
        TablePartition(TableAddress(schema, "rest"), .others),
      ])
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
