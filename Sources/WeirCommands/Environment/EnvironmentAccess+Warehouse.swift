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

  /// `owner` is whose objects the ledger speaks of; nil for this platform's.
  func inspector(
    _ connection: PostgresConnection, helper: PostgresConnection? = nil, owner: LedgerOwner? = nil
  ) -> any WarehouseInspecting {
    let owner = owner ?? ledgerOwner
    if isRedshift {
      return RedshiftInspector(connection: connection, owner: owner)
    }
    return PostgreSQLInspector(connection: connection, helper: helper, owner: owner)
  }

  func applier(_ connection: PostgresConnection, loader: RoleName?, owner: LedgerOwner? = nil)
    -> any WarehouseApplying
  {
    let owner = owner ?? ledgerOwner
    if isRedshift { return RedshiftApplier(connection: connection, owner: owner) }
    return PostgreSQLApplier(
      connection: connection, owner: owner, dialect: environment.dialect, loader: loader)
  }
}
