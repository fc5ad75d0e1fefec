internal import Catalog
internal import Compile
internal import Connect
internal import Ports
internal import SQL
internal import Warehouse

/// The one place that chooses what speaks with the warehouse.
extension EnvironmentAccess {
  var isRedshift: Bool { environment.dialect.id == Dialect.redshift.id }

  /// Whether two connections can read one snapshot.
  var readsInSnapshot: Bool { !isRedshift }

  func inspector(_ connection: PostgresConnection, helper: PostgresConnection? = nil)
    -> any WarehouseInspecting
  {
    if isRedshift {
      return RedshiftInspector(connection: connection, owner: ledgerOwner)
    }
    return PostgreSQLInspector(connection: connection, helper: helper, owner: ledgerOwner)
  }

  func applier(_ connection: PostgresConnection, loader: RoleName?) -> any WarehouseApplying {
    if isRedshift { return RedshiftApplier(connection: connection, owner: ledgerOwner) }
    return PostgreSQLApplier(
      connection: connection, owner: ledgerOwner, dialect: environment.dialect, loader: loader)
  }
}
