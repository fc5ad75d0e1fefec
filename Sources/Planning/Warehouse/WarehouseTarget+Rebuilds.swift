internal import Catalog
internal import Diagnostics

extension WarehouseState {
  /// Whether a view that the server binds to the column reads it, or a key of any table names it.
  func isBound(_ column: ColumnAddress, _ facts: WarehouseFacts) -> Bool {
    facts.dependencies.contains { $0.table == column.table && $0.column == column.name }
      || tables.values.contains { table in
        table.constraints.contains { $0.uses([column], in: table.address) }
      }
  }
}

/// What a rebuild would lose, or cannot do: the table stays as it is then, and people are told.
extension WarehouseTarget {
  /// `table`, or the live one where it would take a rebuild that must not be.
  mutating func orLive(_ table: WarehouseTable, _ old: WarehouseTable) -> WarehouseTable {
    if table == old { return table }
    let reason = input.alterations.reasonToRebuild(old, as: table) { column in
      live.isBound(ColumnAddress(table.address, column), facts)
    }
    guard let reason else { return table }
    let dependencies = facts.dependencies.filter { $0.table == table.address }
    let obstacles =
      hiddenParts + unknownParts(of: table.address) + foreignReaders(dependencies)
      + foreignReferences(to: table.address) + counters(of: table, with: old)
      + partitionNames(of: table, with: old)
    guard !obstacles.isEmpty else { return table }
    sink.report(.rebuildInTheWay(table.address, reason: reason, obstacles: obstacles))
    return old
  }

  /// A view that is dropped and made again loses as much as a table would.
  mutating func reportLosses(of changes: [WarehouseChange]) {
    for change in changes {
      guard case .dropView(let view, _) = change, target.views[view.address] != nil else {
        continue
      }
      let obstacles = hiddenParts + unknownParts(of: view.address)
      if obstacles.isEmpty { continue }
      sink.report(
        .rebuildInTheWay(
          view.address, reason: "its query changes, or what it reads", obstacles: obstacles))
    }
  }

  /// What may be there and would be lost unseen.
  private var hiddenParts: [String] {
    var hidden: [String] = []
    if facts.unseen.contains(.rights) {
      hidden.append("this login does not see what others may do with it")
    }
    if facts.unseen.contains(.policies) {
      hidden.append("this login does not see which rows and values are kept from whom")
    }
    return hidden
  }

  private func unknownParts(of table: TableAddress) -> [String] {
    facts.unknown.filter { $0.isPart && $0.address.table == table }
      .map { "its \($0.what) would be lost" }
  }

  private func foreignReaders(_ dependencies: [Dependency]) -> [String] {
    let views = dependencies.compactMap { dependency -> TableAddress? in
      guard case .table(let view) = dependency.dependent, !isInHand(view) else { return nil }
      return view
    }
    return Set(views).sorted().map { "the view '\($0.dotted)', which no spec declares, reads it" }
  }

  private func foreignReferences(to table: TableAddress) -> [String] {
    live.tables.values.filter { other in
      other.address != table && mode(other.address.schema) == .observe
        && other.foreignKeys.contains { $0.target == table }
    }.map(\.address).sorted().map { "'\($0.dotted)', which no spec manages, points at it" }
  }

  /// Numbers that only the server gives cannot be taken along where it does not let anybody give them.
  private func counters(of table: WarehouseTable, with old: WarehouseTable) -> [String] {
    guard !input.alterations.copiesCounters else { return [] }
    return table.columns.compactMap { column in
      guard case .identity(let identity)? = column.generation, identity.isAlways,
        old.columns.contains(where: { $0.name == column.name })
      else { return nil }
      return "the numbers in '\(column.name)' cannot be taken along while only the server gives "
        + "them: make it an identity 'by default'"
    }
  }

  private func partitionNames(of table: WarehouseTable, with old: WarehouseTable) -> [String] {
    guard table.partitioning != old.partitioning else { return [] }
    let live = Set((old.partitions ?? []).map(\.address))
    return (table.partitions ?? []).map(\.address).filter { live.contains($0) }
      .map { "the new partition '\($0.dotted)' has the name of a live one" }
  }
}
