import Catalog
import Connect
import Foundation
import Ports
import Testing
import Warehouse

/// What Redshift's system views show, over tables of PostgreSQL with their columns. Each test names the
/// trap that it is about.
@Suite(.postgres) struct RedshiftInspectTests {
  private let schema = SchemaAddress(.warehouse, "ops")
  private var fact: TableAddress { TableAddress(schema, "fct_flight") }

  private func warehouse() async throws -> WarehouseHarness {
    let harness = try await WarehouseHarness()
    try await RedshiftCatalog.install(on: harness.admin)
    try await harness.admin.execute(
      """
      CREATE SCHEMA ops;
      CREATE TABLE ops.dim_carrier (carrier varchar(2) PRIMARY KEY, name varchar(100));
      CREATE TABLE ops.fct_flight (id bigint NOT NULL, carrier varchar(2) DEFAULT 'UA',
        delay integer, at timestamptz, amount numeric(18,2),
        CONSTRAINT fct_flight_carrier_fkey FOREIGN KEY (carrier) REFERENCES ops.dim_carrier (carrier));
      COMMENT ON COLUMN ops.fct_flight.delay IS 'Minutes.';
      CREATE VIEW ops.delays AS SELECT carrier, sum(delay) AS delay FROM ops.fct_flight GROUP BY carrier
      """)
    return harness
  }

  private func inspect(_ harness: WarehouseHarness, roles: [String] = []) async throws
    -> WarehouseInspection
  {
    try await RedshiftInspector(connection: harness.admin, owner: harness.owner)
      .inspect(schemas: ["ops"], roles: roles.map { RoleName($0) })
  }

  @Test func tablesKeysAndViews() async throws {
    let harness = try await warehouse()
    let found = try await inspect(harness)
    let table = try #require(found.state.tables[fact])
    #expect(table.columns.map(\.name) == ["id", "carrier", "delay", "at", "amount"])
    #expect(
      table.columns.map(\.type) == [
        .long, .varchar(2), .int, .timestamptz, .decimal(precision: 18, scale: 2),
      ])
    #expect(table.columns[0].isRequired && table.columns[2].comment == "Minutes.")
    #expect(table.foreignKeys.map(\.targetColumns) == [["carrier"]])
    #expect(found.state.tables[TableAddress(schema, "dim_carrier")]?.primaryKey == ["carrier"])
    #expect(found.state.views[TableAddress(schema, "delays")]?.kind == .plain)
    #expect(found.facts.dependencies.contains { $0.table == fact && $0.column == "delay" })
    await harness.close()
  }

  /// 6.3: diststyle 0, 1, 8 and 9; `none` is RAW; negative places are an interleaved key.
  @Test func layout() async throws {
    let harness = try await warehouse()
    try await harness.admin.execute(
      """
      INSERT INTO redshift.layout VALUES ('ops.fct_flight', 1), ('ops.dim_carrier', 8);
      INSERT INTO redshift.column_layout VALUES ('ops.fct_flight', 'carrier', 'lzo', true, 1),
        ('ops.fct_flight', 'id', 'none', false, -2), ('ops.fct_flight', 'delay', 'az64', false, 0)
      """)
    let found = try await inspect(harness).state.tables
    #expect(found[fact]?.distribution == .key("carrier"))
    #expect(found[fact]?.sortKey == SortKey(["carrier", "id"], isInterleaved: true))
    #expect(found[fact]?.columns.prefix(3).map(\.encoding) == ["raw", "lzo", "az64"])
    #expect(found[TableAddress(schema, "dim_carrier")]?.distribution == .all)
    await harness.close()
  }

  /// 10.5: what AUTO chooses is no opinion.
  @Test func automaticLayoutIsNone() async throws {
    let harness = try await warehouse()
    try await harness.admin.execute("INSERT INTO ops.dim_carrier VALUES ('UA', 'United')")
    try await harness.admin.execute("ANALYZE ops.dim_carrier")
    let table = try #require(
      try await inspect(harness).state.tables[TableAddress(schema, "dim_carrier")])
    #expect(table.distribution == nil && table.sortKey == nil)
    await harness.close()
  }

  /// 6.3: counters are defaults that call functions.
  @Test func counters() async throws {
    let harness = try await warehouse()
    try await harness.admin.execute(
      """
      INSERT INTO redshift.counter VALUES
        ('ops.fct_flight', 'id', '"identity"(102, 0, ''5,2''::text)')
      """)
    let table = try #require(try await inspect(harness).state.tables[fact])
    #expect(
      table.columns[0].generation == .identity(Identity(isAlways: true, start: 5, step: 2)))
    #expect(table.columns[0].defaultValue == nil)
    await harness.close()
  }

  /// 4.1: a late-binding view's text ends in its own words, a materialized one begins with them.
  @Test func kindsOfViews() async throws {
    let harness = try await warehouse()
    try await harness.admin.execute(
      """
      CREATE VIEW ops.late AS SELECT 1 AS a;
      CREATE VIEW ops.kept AS SELECT 1 AS a;
      CREATE SCHEMA "o'neil"; CREATE VIEW "o'neil".v AS SELECT 1 AS a;
      CREATE VIEW ops.fresh AS SELECT 1 AS a;
      INSERT INTO redshift.view_text VALUES
        ('"o''neil".v', 'create view "o''neil".v as select '' as '' with no schema binding'),
        ('ops.fresh', 'CREATE MATERIALIZED VIEW ops.fresh AUTO REFRESH YES AS select 1 as a'),
        ('ops.late', 'create view ops.late as select "as" from lake.t with no schema binding;'),
        ('ops.kept', 'CREATE MATERIALIZED VIEW ops.kept AS (select 1 as a)')
      """)
    let found = try await RedshiftInspector(connection: harness.admin, owner: harness.owner)
      .inspect(schemas: ["ops", "o'neil"], roles: [])
    let views = found.state.views
    #expect(
      views[TableAddress(SchemaAddress(.warehouse, "o'neil"), "v")]?.body == "select ' as '")
    // What would be lost when it is made again is told.
    #expect(found.facts.unknown.map(\.what) == ["materialized view with auto refresh"])
    let late = try #require(views[TableAddress(schema, "late")])
    #expect(late.kind == .lateBinding && late.body == "select \"as\" from lake.t")
    let kept = try #require(views[TableAddress(schema, "kept")])
    #expect(kept.kind == .materialized && kept.body == "(select 1 as a)")
    await harness.close()
  }

  /// 4.2: states above 100 can never be refreshed again; char(128) is padded.
  @Test func brokenMaterializedViews() async throws {
    let harness = try await warehouse()
    try await harness.admin.execute(
      "INSERT INTO redshift.svv_mv_info (database_name, schema_name, name, state) "
        + "VALUES (current_database(), 'ops', 'delays', 103)")
    let unknown = try await inspect(harness).facts.unknown
    #expect(unknown.count == 1 && unknown[0].what.hasPrefix("state 103"))
    await harness.close()
  }

  /// 6.1: a view of rights that shows nothing to a login without the right says "unknown".
  @Test func whatTheLoginMayNotSeeIsUnknown() async throws {
    let harness = try await warehouse()
    #expect(try await inspect(harness).facts.unseen.isEmpty)
    let name = "\(harness.rolePrefix)small"
    try await harness.admin.execute(
      """
      CREATE ROLE "\(name)" LOGIN; GRANT USAGE ON SCHEMA redshift TO "\(name)";
      GRANT SELECT ON ALL TABLES IN SCHEMA redshift TO "\(name)";
      REVOKE SELECT ON redshift.svv_table_info FROM "\(name)";
      SET ROLE "\(name)"
      """)
    #expect(try await inspect(harness).facts.unseen == [.rights, .policies, .sizes])
    try await harness.admin.execute("RESET ROLE")
    try await harness.admin.execute(
      "INSERT INTO redshift.svv_system_privileges VALUES "
        + "('ACCESS SYSTEM TABLE', 1, '\(name)', 'user')")
    try await harness.admin.execute("SET ROLE \"\(name)\"")
    #expect(try await inspect(harness).facts.unseen == [.policies, .sizes])
    try await harness.admin.execute("RESET ROLE")
    await harness.close()
  }

  /// 5.3: RULE and TRIGGER mean nothing, PUBLIC is everybody, groups and rights that Weir has no word
  /// for are unknown.
  @Test func rights() async throws {
    let harness = try await warehouse()
    let reader = "\(harness.rolePrefix)reader"
    try await harness.admin.execute(
      """
      CREATE ROLE "\(reader)";
      GRANT USAGE ON SCHEMA ops TO "\(reader)";
      GRANT SELECT, TRIGGER ON ops.fct_flight TO "\(reader)";
      GRANT SELECT (carrier) ON ops.dim_carrier TO "\(reader)";
      GRANT SELECT ON ops.delays TO PUBLIC;
      CREATE OR REPLACE VIEW redshift.svv_relation_privileges AS
        SELECT n.nspname::text AS namespace_name, c.relname::text AS relation_name, x.privilege_type,
          i.oid::integer AS identity_id, i.name AS identity_name, i.kind AS identity_type,
          x.is_grantable AS admin_option
        FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace,
          aclexplode(c.relacl) x JOIN redshift.identities i ON i.oid = x.grantee
        UNION ALL SELECT 'ops', 'fct_flight', 'DROP', 7, '\(reader)', 'role', false
        UNION ALL SELECT 'ops', 'fct_flight', 'SELECT', 7, 'old', 'group', false
      """)
    let found = try await inspect(harness, roles: [reader])
    let key = GrantKey(role: RoleName(reader), target: .table(fact))
    #expect(found.state.grants[key]?.privileges == [.select])
    let other = GrantKey(
      role: RoleName(reader), target: .table(TableAddress(schema, "dim_carrier")))
    #expect(found.state.grants[other]?.columnPrivileges == [.select: ["carrier"]])
    #expect(
      found.facts.otherGrants.contains { $0.role == .everybody && $0.privileges == [.select] })
    #expect(
      found.facts.unknown.map(\.what) == ["DROP of '\(reader)'", "rights of the group 'old'"])
    await harness.close()
  }

  /// 5.4: what is made gets rights by itself; and keys from elsewhere point here.
  @Test func defaultPrivilegesAndForeignReferences() async throws {
    let harness = try await warehouse()
    try await harness.admin.execute(
      """
      INSERT INTO redshift.svv_default_privileges (schema_name, object_type, grantee_name, grantee_type)
        VALUES ('ops', 'RELATION', 'desk', 'role'), ('', 'RELATION', 'public', 'public'),
          ('ops', 'FUNCTION', 'other', 'role');
      CREATE SCHEMA far; CREATE TABLE far.t (c varchar(2) REFERENCES ops.dim_carrier (carrier))
      """)
    let facts = try await inspect(harness).facts
    #expect(facts.strangers(in: schema) == [.everybody, RoleName("desk")].sorted())
    #expect(facts.unknown.map(\.what) == ["foreign key 't_c_fkey' of 'far.t'"])
    await harness.close()
  }

  @Test func policiesAndExternalSchemasAreUnknown() async throws {
    let harness = try await warehouse()
    try await harness.admin.execute(
      """
      INSERT INTO redshift.svv_rls_attached_policy (relschema, relname, polname, grantee)
        VALUES ('ops', 'fct_flight', 'carrier', 'reader');
      INSERT INTO redshift.svv_attached_masking_policy (schema_name, table_name, policy_name, grantee)
        VALUES ('ops', 'fct_flight', 'tail', 'reader');
      INSERT INTO redshift.svv_external_schemas (schemaname, eskind) VALUES ('ops', 1)
      """)
    let unknown = try await inspect(harness).facts.unknown.map(\.what)
    #expect(unknown.count == 3)
    #expect(unknown.contains("masking policy 'tail' for 'reader'"))
    await harness.close()
  }
}
