package import Catalog
package import Connect
package import Ports

/// Reads the live state of a PostgreSQL warehouse.
package struct PostgreSQLInspector: Sendable {
  private let connection: PostgresConnection
  private let owner: LedgerOwner

  package init(connection: PostgresConnection, owner: LedgerOwner) {
    self.connection = connection
    self.owner = owner
  }

  /// Reads everything in the schemas, and the roles, that are named or that the ledger knows; what
  /// does not exist is left out. Three round trips, one snapshot, whatever the number of objects.
  package func inspect(schemas: [String], roles: [RoleName])
    async throws(PortError) -> WarehouseInspection
  {
    try await connection.withTransaction(isolation: .repeatableRead) { () throws(PortError) in
      let ledger = try await readLedger()
      let schemas = Set(schemas).union(ledger.compactMap(\.schemaName)).sorted()
      let roles = Set(roles).union(ledger.compactMap(\.roleName)).sorted()
      let results = try await run(schemas: schemas, roles: roles)
      return InspectionReader(roles: Set(roles), ledger: ledger).read(results)
    }
  }

  private func readLedger() async throws(PortError) -> [LedgerRow] {
    let first = try await connection.pipeline([
      PipelinedStatement("SET TRANSACTION READ ONLY"),
      PipelinedStatement("SET LOCAL search_path = pg_catalog"),
      PipelinedStatement("SELECT to_regclass('weir.ledger') IS NOT NULL"),
    ]).get()
    guard first[2].scalar == "t" else { return [] }
    let rows = try await connection.query(
      LedgerRow.selection, [owner.platform, owner.environment])
    return rows.compactMap { LedgerRow($0) }
  }

  private func run(schemas: [String], roles: [RoleName])
    async throws(PortError) -> InspectionResults
  {
    let schemas = [Optional(ArrayText.encode(schemas))]
    let roles = [Optional(ArrayText.encode(roles.map(\.text)))]
    let results = try await connection.pipeline([
      PipelinedStatement(InspectionQueries.schemas, schemas),
      PipelinedStatement(InspectionQueries.relations, schemas),
      PipelinedStatement(InspectionQueries.columns, schemas),
      PipelinedStatement(InspectionQueries.counters, schemas),
      PipelinedStatement(InspectionQueries.constraints, schemas),
      PipelinedStatement(InspectionQueries.indexes, schemas),
      PipelinedStatement(InspectionQueries.others, schemas),
      PipelinedStatement(InspectionQueries.grants, schemas),
      PipelinedStatement(InspectionQueries.policies, schemas),
      PipelinedStatement(InspectionQueries.dependencies, schemas),
      PipelinedStatement(InspectionQueries.roles, roles),
    ]).get()
    return InspectionResults(
      schemas: results[0], relations: results[1], columns: results[2], counters: results[3],
      constraints: results[4], indexes: results[5], others: results[6], grants: results[7],
      policies: results[8], dependencies: results[9], roles: results[10])
  }
}
