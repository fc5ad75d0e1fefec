internal import Catalog

extension WarehouseFacts {
  /// What was learned, under the names that objects have after a rename.
  mutating func follow(_ change: WarehouseChange) {
    switch change {
    case .renameTable(let old, let new):
      follow(
        table: { $0 == old ? new : $0 }, column: { _, name in name })
    case .renameColumn(let table, let old, let new):
      follow(
        table: { $0 }, column: { $0 == table && $1 == old ? new : $1 })
    case .renameRole(let old, let new):
      ledger = Dictionary(
        ledger.map { ($0.key == .role(old) ? .role(new) : $0.key, $0.value) },
        uniquingKeysWith: { first, _ in first })
    default: break
    }
  }

  private mutating func follow(
    table: (TableAddress) -> TableAddress, column: (TableAddress, String) -> String
  ) {
    func moved(_ address: ObjectAddress) -> ObjectAddress {
      switch address {
      case .table(let address): .table(table(address))
      case .policy(let address, let name): .policy(table: table(address), name: name)
      case .constraint(let address, let name): .constraint(table: table(address), name: name)
      case .index(let address, let name): .index(table: table(address), name: name)
      case .column(let address):
        .column(ColumnAddress(table(address.table), column(address.table, address.name)))
      default: address
      }
    }
    sequences = Dictionary(
      sequences.map { owner, sequence in
        let new = table(owner.table)
        // What a column owns moves to another schema with its table.
        return (
          ColumnAddress(new, column(owner.table, owner.name)),
          TableAddress(new.schema, sequence.name)
        )
      }, uniquingKeysWith: { first, _ in first })
    sizes = Dictionary(uniqueKeysWithValues: sizes.map { (table($0.key), $0.value) })
    ledger = Dictionary(
      ledger.map { (moved($0.key), $0.value) }, uniquingKeysWith: { first, _ in first })
    otherGrants = otherGrants.map { grant in
      guard case .table(let target) = grant.target else { return grant }
      var grant = grant
      grant.target = .table(table(target))
      grant.columnPrivileges = grant.columnPrivileges.mapValues {
        Set($0.map { column(target, $0) })
      }
      return grant
    }
    dependencies = dependencies.map {
      let (on, name) = ($0.table, $0.column)
      return Dependency(
        of: moved($0.dependent), on: table(on), column: name.map { column(on, $0) })
    }
    constraintNames = Dictionary(
      uniqueKeysWithValues: constraintNames.map { address, names in
        let names = names.map { constraint, name in
          (renamed(constraint, of: address, table: table, column: column), name)
        }
        return (table(address), Dictionary(names, uniquingKeysWith: { first, _ in first }))
      })
  }

  private func renamed(
    _ constraint: TableConstraint, of address: TableAddress,
    table: (TableAddress) -> TableAddress, column: (TableAddress, String) -> String
  ) -> TableConstraint {
    switch constraint {
    case .primaryKey(let columns): .primaryKey(columns.map { column(address, $0) })
    case .unique(let columns): .unique(columns.map { column(address, $0) })
    case .foreignKey(let key):
      .foreignKey(
        ForeignKey(
          columns: key.columns.map { column(address, $0) }, target: table(key.target),
          targetColumns: key.targetColumns.map { column(key.target, $0) },
          onDelete: key.onDelete, onUpdate: key.onUpdate, timing: key.timing))
    case .check(let check): .check(check)
    }
  }
}
