internal import Catalog

extension WarehouseDiff {
  mutating func compareTables() {
    let tables = target.tables.values.sorted { $0.address < $1.address }
    for table in tables {
      if let live = current.tables[table.address] {
        compareColumns(of: table, with: live)
      } else {
        add(.createTable(table.strippedForCreation))
      }
    }
    for table in tables { addKeys(of: table) { !$0.isForeignKey } }
    for table in tables { addKeys(of: table) { $0.isForeignKey } }
    for table in tables {
      let live = current.tables[table.address]?.owner
      if let owner = table.owner, owner != live {
        add(.alterTableOwner(table.address, from: live, to: owner))
      }
    }
  }

  private mutating func compareColumns(of table: WarehouseTable, with live: WarehouseTable) {
    for column in live.columns where !table.columns.contains(where: { $0.name == column.name }) {
      add(.dropColumn(column, of: table.address))
    }
    for column in table.columns {
      if let old = live.columns.first(where: { $0.name == column.name }) {
        compare(column, with: old, in: table.address)
      } else {
        add(.addColumn(column, to: table.address))
      }
    }
  }

  private mutating func compare(_ column: Column, with old: Column, in table: TableAddress) {
    let address = ColumnAddress(table, column.name)
    var value = old.defaultValue
    if column.type != old.type {
      // A default that changes as well is out of the way before the type changes.
      if value != nil && value != column.defaultValue {
        add(.alterDefault(address, from: value, to: nil))
        value = nil
      }
      add(.alterColumnType(address, from: old.type, to: column.type, defaultValue: value))
    }
    if column.defaultValue != value {
      add(.alterDefault(address, from: value, to: column.defaultValue))
    }
    // A primary key made its columns required, and they stay so when it goes.
    if column.isRequired != old.isRequired {
      add(.alterNullability(address, isRequired: column.isRequired))
    }
  }

  private mutating func addKeys(
    of table: WarehouseTable, where isWanted: (TableConstraint) -> Bool
  ) {
    let live = current.tables[table.address]?.constraints ?? []
    for constraint in table.constraints where isWanted(constraint) && !live.contains(constraint) {
      add(.addConstraint(constraint, to: table.address))
    }
  }

  // MARK: Comments

  mutating func compareComments() {
    for (name, role) in target.roles.sorted(by: { $0.key < $1.key }) {
      compareComment(.role(name), current.roles[name]?.comment, role.comment)
    }
    for (address, schema) in target.schemas.sorted(by: { $0.key < $1.key }) {
      compareComment(.schema(address), current.schemas[address]?.comment, schema.comment)
    }
    for (address, table) in target.tables.sorted(by: { $0.key < $1.key }) {
      compareComment(.table(address), current.tables[address]?.comment, table.comment)
      compareColumnComments(table.columns, current.tables[address]?.columns ?? [], of: address)
    }
    for (address, view) in target.views.sorted(by: { $0.key < $1.key }) {
      compareComment(.view(address), current.views[address]?.comment, view.comment)
      compareColumnComments(view.columns, current.views[address]?.columns ?? [], of: address)
    }
  }

  private mutating func compareColumnComments(
    _ columns: [Column], _ live: [Column], of address: TableAddress
  ) {
    for column in columns {
      guard let old = live.first(where: { $0.name == column.name }) else { continue }
      compareComment(.column(ColumnAddress(address, column.name)), old.comment, column.comment)
    }
  }

  private mutating func compareComment(
    _ what: WarehouseChange.Commented, _ old: String?, _ new: String?
  ) {
    if old != new { add(.alterComment(what, from: old, to: new)) }
  }
}
