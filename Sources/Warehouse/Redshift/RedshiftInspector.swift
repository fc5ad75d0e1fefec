package import Catalog
package import Connect
package import Ports

/// Reads the live state of a Redshift warehouse.
///
/// Redshift's catalog is read committed, and its views cannot be joined with one another: there is no
/// snapshot of the whole. The list of relations is read first and last, and all again when it has
/// moved.
package struct RedshiftInspector: WarehouseInspecting {
  private let connection: PostgresConnection
  private let owner: LedgerOwner

  package init(connection: PostgresConnection, owner: LedgerOwner) {
    self.connection = connection
    self.owner = owner
  }

  /// How often everything is read while others change it, before it is taken as it is: an apply reads
  /// what it relies on again.
  private static let attempts = 3

  /// A fixed number of statements, whatever the number of objects.
  package func inspect(schemas: [String], roles: [RoleName])
    async throws(PortError) -> WarehouseInspection
  {
    let ledger = try await readLedger()
    let schemas = Set(schemas).union(ledger.compactMap(\.schemaName)).sorted()
    let roles = Set(roles).union(ledger.compactMap(\.roleName))
    let login = try await connection.query(RedshiftQueries.login)
    let queries = RedshiftQueries(schemas: schemas, database: login.first?[2] ?? "")
    var attempt = 1
    while true {
      let rows = try await read(queries, login)
      let again = try await connection.query(queries.relations)
      if attempt == Self.attempts || Self.names(rows.relations) == Self.names(again) {
        return RedshiftReader(roles: roles, ledger: ledger).read(rows)
      }
      attempt += 1
    }
  }

  package func schemaNames() async throws(PortError) -> [String] {
    try await connection.query(RedshiftQueries.schemaNames).map { $0.text(0) }.sorted()
  }

  package func tryStatements(schemas: [String]) async -> [(name: String, failure: String?)] {
    var results: [(name: String, failure: String?)] = []
    for (name, statement) in RedshiftQueries(schemas: schemas, database: "").all {
      do throws(PortError) {
        _ = try await connection.query(statement)
        results.append((name, nil))
      } catch { results.append((name, error.description)) }
    }
    return results
  }

  private static func names(_ rows: Rows) -> Set<[String]> {
    Set(rows.map { [$0.text(0), $0.text(1), $0.text(2), $0[4] ?? "", $0[7] ?? ""] })
  }

  private func readLedger() async throws(PortError) -> [LedgerRow] {
    let found = try await connection.query(
      "SELECT c.oid FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
        + "WHERE n.nspname = 'weir' AND c.relname = 'ledger'")
    guard !found.isEmpty else { return [] }
    let rows = try await connection.query(
      """
      SELECT side, kind, schema_name, name, part, object_id, desired, stored,
        CAST(extract(epoch FROM getdate())
          - extract(epoch FROM retired_at) AS bigint)
      FROM weir.ledger WHERE platform = $1::varchar(65535) AND environment = $2::varchar(65535)
      """, [owner.platform, owner.environment])
    return rows.compactMap { LedgerRow($0) }
  }

  private func read(_ queries: RedshiftQueries, _ login: Rows) async throws(PortError)
    -> RedshiftRows
  {
    try await RedshiftRows(
      login: login,
      roleGrants: connection.query(RedshiftQueries.roleGrants),
      userGrants: connection.query(RedshiftQueries.userGrants),
      systemPrivileges: connection.query(RedshiftQueries.systemPrivileges),
      roles: connection.query(RedshiftQueries.roles),
      users: connection.query(RedshiftQueries.users),
      schemas: connection.query(queries.schemaRows),
      relations: connection.query(queries.relations),
      columns: connection.query(queries.columns),
      constraints: connection.query(queries.constraints),
      targetColumns: connection.query(queries.targetColumns),
      dependencies: connection.query(queries.dependencies),
      sizes: optional(queries.sizes),
      tablePrivileges: connection.query(queries.tablePrivileges),
      columnPrivileges: connection.query(queries.columnPrivileges),
      schemaPrivileges: connection.query(queries.schemaPrivileges),
      materializedViews: connection.query(queries.materializedViews),
      rowPolicies: optional(RedshiftQueries.rowPolicies),
      maskingPolicies: optional(RedshiftQueries.maskingPolicies),
      foreignReferences: connection.query(queries.foreignReferences),
      defaultPrivileges: connection.query(RedshiftQueries.defaultPrivileges),
      externalSchemas: connection.query(RedshiftQueries.externalSchemas))
  }

  /// Nil when the login may not read it.
  private func optional(_ query: String) async throws(PortError) -> Rows? {
    do throws(PortError) {
      return try await connection.query(query)
    } catch  where error.kind == .denied { return nil }
  }
}
