import Catalog
import Connect
import PlanModel
import Planning
import Ports
import Proving
import SQL
import Testing
import Warehouse

/// The truth kit, on PostgreSQL.
@Suite(.postgres) struct ProvingTests {
  private func prove(_ harness: WarehouseHarness, _ rules: AlterationRules) async throws
    -> ProofReport
  {
    let schema = "\(harness.rolePrefix)proof"
    let owner = LedgerOwner(platform: "weir proof", environment: schema)
    let prover = Prover(
      connection: harness.admin,
      inspector: PostgreSQLInspector(connection: harness.admin, owner: owner),
      applier: PostgreSQLApplier(
        connection: harness.admin, owner: owner, dialect: .postgreSQL, loader: nil),
      dialect: .postgreSQL, alterations: rules)
    return try await prover.prove(in: schema, at: "now")
  }

  @Test(arguments: [AlterationRules.postgreSQL, .redshift])
  func everyKindIsProven(rules: AlterationRules) async throws {
    let harness = try await WarehouseHarness()
    let report = try await prove(harness, rules)
    #expect(report.statements.filter { $0.failure != nil } == [])
    #expect(report.inspections.map(\.failure) == [nil])
    let missing = Set(Self.kinds(rules)).subtracting(report.proven)
    #expect(missing == [])
    await harness.close()
  }

  /// All that a warehouse is changed by, but for what only Redshift has.
  private static func kinds(_ rules: AlterationRules) -> [Change.Kind] {
    let common: [Change.Kind] = [
      .createSchema, .createTable, .renameTable, .addColumn, .dropColumn, .renameColumn,
      .alterColumnType, .alterComment, .dropPrimaryKey, .dropUniqueKey, .addPrimaryKey,
      .addUniqueKey, .addForeignKey,
      .dropForeignKey, .createView, .dropView, .createRole, .alterRole, .dropRole, .addMembership,
      .dropMembership, .addGrant, .dropGrant, .alterGrant, .createPolicy, .dropPolicy,
      .enableRowSecurity, .disableRowSecurity, .alterOwner, .addCheck, .retireTable, .dropTable,
    ]
    let inPlace: [Change.Kind] = [
      .replacePolicy, .alterColumnNullability, .alterColumnDefault, .alterColumnGeneration,
      .dropCheck,
      .createIndex, .dropIndex, .addPartition, .dropPartition,
    ]
    return common + (rules == .redshift ? [.rebuildTable] : inPlace)
  }

  @Test func nothingIsLeftBehind() async throws {
    let harness = try await WarehouseHarness()
    _ = try await prove(harness, .postgreSQL)
    let left = try await harness.admin.query(
      """
      SELECT nspname FROM pg_namespace WHERE nspname LIKE $1
      UNION ALL SELECT rolname FROM pg_roles WHERE rolname LIKE $1
      UNION ALL SELECT name FROM weir.ledger
      """, [harness.rolePrefix + "proof%"])
    #expect(left.map { $0[0] } == [])
    await harness.close()
  }

  /// A right that the login lacks is a finding, not the end.
  @Test func whatIsRefusedIsTold() async throws {
    let harness = try await WarehouseHarness()
    try await harness.admin.execute(
      """
      CREATE FUNCTION public.no_views() RETURNS event_trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'no views here'; END $$;
      CREATE EVENT TRIGGER no_views ON ddl_command_start WHEN TAG IN ('CREATE VIEW')
        EXECUTE FUNCTION public.no_views()
      """)
    let report = try await prove(harness, .postgreSQL)
    let view = try #require(report.statements.first { $0.name == "createView" })
    #expect(view.failure?.contains("no views here") == true)
    #expect(!report.proven.contains(.createView) && report.proven.contains(.createTable))
    await harness.close()
  }
}
