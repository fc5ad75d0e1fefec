internal import Catalog

/// What cannot be changed in place, and what can only by statements that stand alone.
extension WarehouseDiff {
  func findRebuilds() -> [TableAddress: String] {
    var reasons: [TableAddress: String] = [:]
    for address in differing {
      guard let live = current.tables[address], let wanted = target.tables[address] else {
        continue
      }
      reasons[address] = rules.reasonToRebuild(live, as: wanted) { column in
        current.isBound(ColumnAddress(address, column), facts)
      }
    }
    return reasons
  }

  /// Columns that go stay in the new table until they are dropped by a change of their own.
  mutating func rebuild(_ live: WarehouseTable, as table: WarehouseTable) {
    let address = table.address
    let new = table.rebuilt(from: live)
    let grants = current.grants.values.filter { $0.target == .table(address) }
      .sorted { $0.key < $1.key }
    add(
      .rebuildTable(
        from: live, to: new,
        grants: grants + facts.otherGrants.filter { $0.target == .table(address) },
        reason: rebuilds[address]!))
    for column in new.columns where !table.columns.contains(where: { $0.name == column.name }) {
      add(.dropColumn(column, of: address))
    }
  }

  // MARK: Alone

  /// Statements that no transaction takes come first, while nothing of what people read is out of the
  /// way yet: a varchar's new length, and keys of the layout on columns that go.
  mutating func alterWhatStandsAlone() {
    guard !rules.altersColumns else { return }
    for address in differing where rebuilds[address] == nil {
      guard let live = current.tables[address], let wanted = target.tables[address] else {
        continue
      }
      for column in wanted.columns {
        let old = live.columns.first { $0.name == column.name }
        guard let old, old.type != column.type else { continue }
        add(
          .alterColumnType(
            ColumnAddress(address, column.name), from: old.type, to: column.type,
            defaultValue: nil))
      }
    }
    for address in differing where rebuilds[address] == nil { freeLayout(of: address) }
  }

  private mutating func freeLayout(of address: TableAddress) {
    guard let live = current.tables[address], let wanted = target.tables[address] else { return }
    let names = Set(wanted.columns.map(\.name))
    if let key = live.sortKey, !names.isSuperset(of: key.columns) {
      add(.alterSortKey(address, from: key, to: nil))
    }
    if case .key(let column) = live.distribution, !names.contains(column) {
      // AUTO would keep the key.
      add(.alterDistribution(address, from: live.distribution, to: .even))
    }
  }

  /// Moving rows comes last: it takes long, and nothing waits for it.
  mutating func compareLayouts() {
    for table in differing.compactMap({ target.tables[$0] }) {
      guard let live = current.tables[table.address] else { continue }
      if table.sortKey != live.sortKey {
        add(.alterSortKey(table.address, from: live.sortKey, to: table.sortKey))
      }
      if table.distribution != live.distribution {
        add(.alterDistribution(table.address, from: live.distribution, to: table.distribution))
      }
    }
  }
}
