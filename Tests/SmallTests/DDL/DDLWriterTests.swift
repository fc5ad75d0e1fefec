import Catalog
import DDL
import SQL
import Testing

struct DDLWriterTests {
  private let writer = DDLWriter(dialect: .postgreSQL)!
  private let redshift = DDLWriter(dialect: .redshift)!
  private let fact = TableAddress(.warehouse, "ops", "fct_flight")

  private var table: WarehouseTable {
    WarehouseTable(
      address: fact,
      columns: [
        Column("flight_id", .varchar(60), isRequired: true, comment: "It's the key."),
        Column("Delay", .int, defaultValue: "0"),
        Column("price", .decimal(precision: 10, scale: 2)),
      ],
      primaryKey: ["flight_id"], uniqueKeys: [["Delay", "price"]],
      foreignKeys: [
        ForeignKey(
          columns: ["flight_id"], target: TableAddress(.warehouse, "ops", "dim"),
          targetColumns: ["id"])
      ], owner: RoleName("owner"), comment: "Flights.", hasRowSecurity: true,
      distribution: .key("flight_id"), sortKey: SortKey(["Delay"]))
  }

  @Test func aTableIsWrittenWhole() {
    let text = writer.script(writer.document(of: table))
    #expect(
      text == """
        CREATE TABLE ops.fct_flight (
          flight_id varchar(60) NOT NULL,
          "Delay" integer DEFAULT 0,
          price numeric(10, 2),
          CONSTRAINT fct_flight_pkey PRIMARY KEY (flight_id),
          CONSTRAINT "fct_flight_Delay_price_key" UNIQUE ("Delay", price)
        );

        ALTER TABLE ops.fct_flight
          ADD CONSTRAINT fct_flight_flight_id_fkey FOREIGN KEY (flight_id) REFERENCES ops.dim (id);

        COMMENT ON TABLE ops.fct_flight IS 'Flights.';

        COMMENT ON COLUMN ops.fct_flight.flight_id IS 'It''s the key.';

        ALTER TABLE ops.fct_flight OWNER TO owner;

        ALTER TABLE ops.fct_flight ENABLE ROW LEVEL SECURITY;

        """)
  }

  @Test func redshiftNamesKeysAfterwardsAndSpreadsRows() {
    #expect(
      redshift.createTable(table) == [
        """
        CREATE TABLE ops.fct_flight (
          flight_id varchar(60) NOT NULL,
          "Delay" integer DEFAULT 0,
          price numeric(10, 2)
        )
        DISTSTYLE KEY DISTKEY (flight_id)
        SORTKEY ("Delay")
        """,
        "ALTER TABLE ops.fct_flight\n  ADD CONSTRAINT fct_flight_pkey PRIMARY KEY (flight_id)",
        "ALTER TABLE ops.fct_flight\n"
          + "  ADD CONSTRAINT \"fct_flight_Delay_price_key\" UNIQUE (\"Delay\", price)",
      ])
  }

  @Test func aRoleHasItsGrantsAndFilters() throws {
    let role = RoleName("united_analyst")
    var state = WarehouseState(
      roles: [role: Role(name: role, memberOf: [RoleName("desk")], comment: "United.")])
    let grant = Grant(
      role: role, target: .table(fact), privileges: [.insert],
      columnPrivileges: [.select: ["a", "b"]])
    state.grants[grant.key] = grant
    let policy = Policy(
      table: fact, name: "united", roles: [role], scope: .read, condition: "carrier = 'UA'")
    state.policies[policy.key] = policy
    #expect(
      writer.document(of: role, in: state) == [
        "CREATE ROLE united_analyst NOLOGIN", "COMMENT ON ROLE united_analyst IS 'United.'",
        "GRANT desk TO united_analyst", "GRANT INSERT ON ops.fct_flight TO united_analyst",
        "GRANT SELECT (a, b) ON ops.fct_flight TO united_analyst",
        """
        CREATE POLICY united ON ops.fct_flight
          FOR SELECT
          TO united_analyst
          USING (carrier = 'UA')
        """,
      ])
    #expect(
      redshift.document(of: role, in: state)?.dropFirst() == [
        "GRANT ROLE desk TO ROLE united_analyst",
        "GRANT INSERT ON ops.fct_flight TO ROLE united_analyst",
        "GRANT SELECT (a, b) ON ops.fct_flight TO ROLE united_analyst",
      ])
  }

  @Test func aLoaderPolicyAlsoChecksWrites() {
    let policy = Policy(
      table: fact, name: "loader", roles: [RoleName("weir_loader")], scope: .all, condition: "true")
    #expect(
      writer.createPolicy(policy) == """
        CREATE POLICY loader ON ops.fct_flight
          FOR ALL
          TO weir_loader
          USING (true)
          WITH CHECK (true)
        """)
  }

  @Test func aGrantThatMovesToColumnsIsTakenFromTheTableFirst() {
    let role = RoleName("r")
    let old = Grant(role: role, target: .table(fact), privileges: [.select, .insert])
    let new = Grant(
      role: role, target: .table(fact), privileges: [.insert], columnPrivileges: [.select: ["a"]])
    #expect(
      writer.alterGrant(from: old, to: new) == [
        "REVOKE SELECT ON ops.fct_flight FROM r", "GRANT SELECT (a) ON ops.fct_flight TO r",
      ])
    #expect(
      writer.alterGrant(from: new, to: old) == [
        "REVOKE SELECT (a) ON ops.fct_flight FROM r", "GRANT SELECT ON ops.fct_flight TO r",
      ])
  }

  @Test func everybodyIsAKeyword() {
    let grant = Grant(
      role: .everybody, target: .schema(SchemaAddress(.warehouse, "Ops")), privileges: [.usage])
    #expect(writer.addGrant(grant) == ["GRANT USAGE ON SCHEMA \"Ops\" TO PUBLIC"])
  }

  @Test func aTypeChangePutsTheDefaultBack() {
    #expect(
      writer.alterType(of: ColumnAddress(fact, "n"), to: .long, defaultValue: "1") == [
        "ALTER TABLE ops.fct_flight\n  ALTER COLUMN n DROP DEFAULT",
        "ALTER TABLE ops.fct_flight\n  ALTER COLUMN n TYPE bigint USING n::bigint",
        "ALTER TABLE ops.fct_flight\n  ALTER COLUMN n SET DEFAULT 1",
      ])
  }

  @Test func aRenameMayCrossSchemas() {
    #expect(
      writer.renameTable(fact, to: TableAddress(.warehouse, "new", "flights")) == [
        "ALTER TABLE ops.fct_flight SET SCHEMA new", "ALTER TABLE new.fct_flight RENAME TO flights",
      ])
  }

  @Test func longNamesOfKeysAreCutAndStayApart() {
    let long = String(repeating: "ä", count: 40)
    let names = [["a_b"], ["a", "b"]].map {
      writer.constraintName(.unique($0), of: TableAddress(.warehouse, "ops", long))
    }
    #expect(names.allSatisfy { $0.utf8.count <= 63 && $0.hasSuffix("_key") })
    #expect(names[0] != names[1])
  }

  @Test func hostileNamesStayNames() {
    let table = TableAddress(.warehouse, "o\"; drop", "select")
    #expect(writer.dropTable(table) == "DROP TABLE \"o\"\"; drop\".\"select\"")
  }

  @Test func lakesHaveNoWriter() {
    #expect(DDLWriter(dialect: .spark) == nil)
  }
}
