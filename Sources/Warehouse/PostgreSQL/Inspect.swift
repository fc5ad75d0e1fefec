package import Catalog
package import Connect
package import Ports

/// Reads the live state of a PostgreSQL warehouse.
package struct PostgreSQLInspector: WarehouseInspecting {
  private let connection: PostgresConnection
  private let helper: PostgresConnection?
  private let owner: LedgerOwner

  /// - Parameter helper: a second connection that reads half of it, in the same snapshot: a server of
  ///   several cores is done sooner.
  package init(
    connection: PostgresConnection, helper: PostgresConnection? = nil, owner: LedgerOwner
  ) {
    self.connection = connection
    self.helper = helper
    self.owner = owner
  }

  /// Reads everything in the schemas, and the roles, that are named or that the ledger knows; what
  /// does not exist is left out. Three round trips, one snapshot, whatever the number of objects.
  package func inspect(schemas: [String], roles: [RoleName])
    async throws(PortError) -> WarehouseInspection
  {
    try await connection.withTransaction(isolation: .repeatableRead) { () throws(PortError) in
      let (ledger, snapshot) = try await readLedger()
      let schemas = Set(schemas).union(ledger.compactMap(\.schemaName)).sorted()
      let roles = Set(roles).union(ledger.compactMap(\.roleName)).sorted()
      let results = try await run(schemas: schemas, roles: roles, snapshot)
      return InspectionReader(roles: Set(roles), ledger: ledger).read(results)
    }
  }

  /// The schemas that are neither the server's own nor Weir's; sorted.
  package func schemaNames() async throws(PortError) -> [String] {
    let rows = try await connection.query(
      """
      SELECT nspname FROM pg_catalog.pg_namespace
      WHERE nspname !~ '^pg_' AND nspname NOT IN ('information_schema', 'weir', 'weir_staging')
      ORDER BY nspname
      """)
    return rows.map { $0.text(0) }.sorted()
  }

  /// As one: they share a snapshot.
  package func tryStatements(schemas: [String]) async -> [(name: String, failure: String?)] {
    do throws(PortError) {
      _ = try await inspect(schemas: schemas, roles: [])
      return [("inspection", nil)]
    } catch { return [("inspection", error.description)] }
  }

  /// The ledger, and the name of the snapshot for a helper.
  private func readLedger() async throws(PortError) -> ([LedgerRow], snapshot: String?) {
    var statements = Self.preparation
    statements.append("SELECT to_regclass('weir.ledger') IS NOT NULL")
    // A server that only follows another gives its snapshots to nobody.
    statements.append(
      helper == nil
        ? "SELECT NULL" : "SELECT CASE WHEN NOT pg_is_in_recovery() THEN pg_export_snapshot() END")
    let first = try await connection.pipeline(statements.map { PipelinedStatement($0) }).get()
    let snapshot = first[3].scalar
    guard first[2].scalar == "t" else { return ([], snapshot) }
    let rows = try await connection.query(
      LedgerRow.selection, [owner.platform, owner.environment])
    return (rows.compactMap { LedgerRow($0) }, snapshot)
  }

  private static let preparation = [
    "SET TRANSACTION READ ONLY", "SET LOCAL search_path = pg_catalog",
  ]

  private func run(schemas: [String], roles: [RoleName], _ snapshot: String?)
    async throws(PortError) -> InspectionResults
  {
    let schemas = [Optional(ArrayText.encode(schemas))]
    let roles = [Optional(ArrayText.encode(roles.map(\.text)))]
    let objects = [
      PipelinedStatement(InspectionQueries.schemas, schemas),
      PipelinedStatement(InspectionQueries.relations, schemas),
      PipelinedStatement(InspectionQueries.counters, schemas),
      PipelinedStatement(InspectionQueries.others, schemas),
      PipelinedStatement(InspectionQueries.policies, schemas),
      PipelinedStatement(InspectionQueries.dependencies, schemas),
      PipelinedStatement(InspectionQueries.roles, roles),
      PipelinedStatement(InspectionQueries.defaultGrantees, schemas),
    ]
    let parts = [
      PipelinedStatement(InspectionQueries.columns, schemas),
      PipelinedStatement(InspectionQueries.constraints, schemas),
      PipelinedStatement(InspectionQueries.indexes, schemas),
    ]
    let results: [Rows]
    if let helper, let snapshot {
      async let others = Self.read(parts, in: snapshot, on: helper)
      let first = try await connection.pipeline(objects).get()
      results = first + (try await others.get())
    } else {
      results = try await connection.pipeline(objects + parts).get()
    }
    return InspectionResults(
      schemas: results[0], relations: results[1], columns: results[8], counters: results[2],
      constraints: results[9], indexes: results[10], others: results[3], policies: results[4],
      dependencies: results[5], roles: results[6], defaultGrantees: results[7])
  }

  private static func read(
    _ statements: [PipelinedStatement], in snapshot: String, on helper: PostgresConnection
  ) async -> Result<[Rows], PortError> {
    do throws(PortError) {
      let results = try await helper.withTransaction(isolation: .repeatableRead) {
        () throws(PortError) in
        // A snapshot is named by the server: digits and hyphens.
        let first = ["SET TRANSACTION SNAPSHOT '\(snapshot)'"] + preparation
        return try await helper.pipeline(first.map { PipelinedStatement($0) } + statements).get()
      }
      return .success(Array(results.suffix(statements.count)))
    } catch { return .failure(error) }
  }
}
