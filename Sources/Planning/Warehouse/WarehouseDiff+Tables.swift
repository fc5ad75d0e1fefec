internal import Catalog

extension WarehouseDiff {
  mutating func compareTables() {
    let tables = differing.compactMap { target.tables[$0] }
    for table in tables {
      if let live = current.tables[table.address], rebuilds[table.address] != nil {
        rebuild(live, as: table)
      } else if let live = current.tables[table.address] {
        compareColumns(of: table, with: live)
      } else {
        add(.createTable(table.strippedForCreation))
      }
    }
    for table in tables { addPartitions(of: table) }
    for table in tables { addKeys(of: table) { !$0.isForeignKey } }
    for table in tables { createIndexes(table.indexes, on: table.address) }
    // Keys of other tables were in the way.
    let others = changes.compactMap { change -> TableAddress? in
      if case .dropConstraint(_, let table) = change { table } else { nil }
    }
    for address in Set(differing + others).sorted() {
      guard let table = target.tables[address] else { continue }
      addKeys(of: table) { $0.isForeignKey }
    }
    for table in tables {
      let live = current.tables[table.address]?.owner
      if let owner = table.owner, owner != live {
        add(.alterTableOwner(table.address, from: live, to: owner))
      }
    }
  }

  private mutating func compareColumns(of table: WarehouseTable, with live: WarehouseTable) {
    // What is computed goes before what it is computed from.
    let (computed, others) = (
      live.columns.filter { $0.generation?.expression != nil },
      live.columns.filter { $0.generation?.expression == nil }
    )
    for column in computed + others {
      let isKept = table.columns.contains { $0.name == column.name }
      if !isKept || touched.madeAnew.contains(ColumnAddress(table.address, column.name)) {
        add(.dropColumn(column, of: table.address))
      }
    }
    let kept = current.tables[table.address]?.columns ?? []
    for column in table.columns.filter({ $0.generation?.expression == nil })
      + table.columns.filter({ $0.generation?.expression != nil })
    {
      if let old = kept.first(where: { $0.name == column.name }) {
        compare(column, with: old, in: table.address)
      } else {
        add(.addColumn(column, to: table.address))
      }
    }
  }

  /// What makes a column's values changes in the order that servers ask for: a counter stands on a
  /// required column without a default.
  private mutating func compare(_ column: Column, with old: Column, in table: TableAddress) {
    guard column != old else { return }
    let address = ColumnAddress(table, column.name)
    var old = old
    if let generation = old.generation, column.generation == nil || generation == .serial,
      column.generation != generation
    {
      add(.alterGeneration(address, old.type, from: generation, to: nil))
      old.generation = nil
    }
    // A default that changes as well is out of the way before the type changes.
    let mustGo = column.type != old.type || column.generation != nil
    if mustGo, old.defaultValue != nil, old.defaultValue != column.defaultValue {
      add(.alterDefault(address, from: old.defaultValue, to: nil))
      old.defaultValue = nil
    }
    if column.type != old.type {
      add(
        .alterColumnType(
          address, from: old.type, to: column.type, defaultValue: old.defaultValue))
    }
    if column.defaultValue != old.defaultValue {
      add(.alterDefault(address, from: old.defaultValue, to: column.defaultValue))
    }
    // A primary key made its columns required, and they stay so when it goes.
    if column.isRequired != old.isRequired {
      add(.alterNullability(address, isRequired: column.isRequired))
    }
    if column.generation != old.generation {
      add(
        .alterGeneration(address, column.type, from: old.generation, to: column.generation))
    }
    if let encoding = column.encoding, encoding != old.encoding {
      add(.alterEncoding(address, from: old.encoding, to: encoding))
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

  // MARK: Storage

  private mutating func addPartitions(of table: WarehouseTable) {
    let live = current.tables[table.address]?.partitions ?? []
    for partition in table.partitions ?? [] where !live.contains(partition) {
      add(.addPartition(partition, to: table.address))
    }
  }

  mutating func createIndexes(_ indexes: [TableIndex]?, on table: TableAddress) {
    let live = current.tables[table]?.indexes ?? current.views[table]?.indexes ?? []
    for index in indexes ?? [] where !live.contains(index) {
      add(.createIndex(index, on: table))
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
    for address in differing {
      guard let table = target.tables[address] else { continue }
      compareComment(.table(address), current.tables[address]?.comment, table.comment)
      compareColumnComments(table.columns, current.tables[address]?.columns ?? [], of: address)
    }
    for (address, view) in target.views.sorted(by: { $0.key < $1.key }) {
      compareComment(.view(address, view.kind), current.views[address]?.comment, view.comment)
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

extension Column {
  /// Whether it can only be had by dropping the live one, which loses nothing: a computed column that
  /// is to be computed in another way. One that reads what gets another type is made anew as well.
  func isMadeAnew(from live: Column) -> Bool {
    guard let old = live.generation?.expression, let new = generation?.expression else {
      return false
    }
    return old != new || type != live.type
  }
}
