internal import Analysis
internal import Catalog
internal import Diagnostics
internal import PlanModel

/// What a server keeps of a table beside its columns and keys, and the texts that it rewrites.
extension WarehouseTarget {
  private var texts: StoredText { StoredText(dialect: input.dialect) }

  // MARK: Texts

  /// Whether the server's text says what is desired: in other words, or as somebody who takes it over
  /// from the server writes it.
  private func isSame(
    _ stored: String, _ wanted: String, _ entry: LedgerEntry?, over columns: [Column],
    of table: TableAddress
  ) -> Bool {
    if texts.isSameExpression(stored, wanted, entry) { return true }
    let declared = DeclaredTable(address: table, columns: columns)
    let text = Understanding(dialect: input.dialect).text(of: stored, over: declared)
    return (try? text.get()) == wanted
  }

  /// Whether Weir reads a text of the server that specs say nothing of; what it does not read it does
  /// not take away.
  private func isUnread(_ text: String, over columns: [Column], of table: TableAddress) -> Bool {
    let declared = DeclaredTable(address: table, columns: columns)
    return Understanding(dialect: input.dialect).objection(to: text, over: declared) != nil
  }

  /// A default or an expression that specs say nothing of because Weir cannot read it stays.
  func keepUnreadTexts(of old: Column, in column: inout Column, of table: WarehouseTable) {
    guard column.defaultValue == nil, column.generation == nil else { return }
    if let text = old.defaultValue, isUnread(text, over: [], of: table.address) {
      column.defaultValue = text
    } else if case .computed(let text) = old.generation,
      isUnread(text, over: table.columns, of: table.address)
    {
      column.generation = old.generation
    }
  }

  /// What the live column says in other words is taken over from it.
  func takeOverTexts(of old: Column, into column: inout Column, at address: ColumnAddress) {
    let entry = facts.ledger[.column(address)]
    if let wanted = column.defaultValue, let live = old.defaultValue,
      isSame(live, wanted, entry, over: [], of: address.table)
    {
      column.defaultValue = live
    }
    if case .computed(let wanted) = column.generation, case .computed(let live) = old.generation,
      isSame(live, wanted, entry, over: columns(of: address.table), of: address.table)
    {
      column.generation = old.generation
    }
  }

  func checks(of table: WarehouseTable, with old: WarehouseTable) -> [CheckConstraint]? {
    guard let wanted = table.checks else { return old.checks }
    let live = Dictionary((old.checks ?? []).map { ($0.name, $0) }) { first, _ in first }
    var checks = wanted.map { check -> CheckConstraint in
      let entry = facts.ledger[.constraint(table: table.address, name: check.name)]
      guard let stored = live[check.name],
        isSame(stored.condition, check.condition, entry, over: old.columns, of: table.address)
      else { return check }
      return stored
    }
    checks += (old.checks ?? []).filter { old in
      !wanted.contains { $0.name == old.name }
        && (mode(table.address.schema) == .additive
          || isUnread(old.condition, over: table.columns, of: table.address))
    }
    return checks
  }

  // MARK: Indexes

  func indexes(_ wanted: [TableIndex]?, with old: [TableIndex]?, on table: TableAddress)
    -> [TableIndex]?
  {
    guard let wanted else { return old }
    let live = Dictionary((old ?? []).map { ($0.name, $0) }) { first, _ in first }
    var indexes = wanted.map { index -> TableIndex in
      guard let stored = live[index.name], isSame(stored, index, on: table) else { return index }
      return stored
    }
    let columns = live.isEmpty ? [] : self.columns(of: table)
    indexes += (old ?? []).filter { old in
      !wanted.contains { $0.name == old.name }
        && (mode(table.schema) == .additive
          || old.expressions.contains { isUnread($0, over: columns, of: table) })
    }
    return indexes
  }

  private func columns(of table: TableAddress) -> [Column] {
    self.live.tables[table]?.columns ?? self.live.views[table]?.columns ?? []
  }

  private func isSame(_ stored: TableIndex, _ wanted: TableIndex, on table: TableAddress) -> Bool {
    guard stored.isShaped(like: wanted) else { return false }
    if let entry = facts.ledger[.index(table: table, name: wanted.name)],
      texts.matches(stored.text, wanted.text, entry)
    {
      return true
    }
    let columns = self.columns(of: table)
    return zip(stored.expressions, wanted.expressions).allSatisfy {
      isSame($0, $1, nil, over: columns, of: table)
    }
  }

  // MARK: Partitions

  /// Partitions hold rows: those that specs do not name stay until somebody names them.
  mutating func partitions(of table: WarehouseTable, with old: WarehouseTable)
    -> [TablePartition]?
  {
    guard let wanted = table.partitions else { return old.partitions }
    // Made anew, the rows go to where they belong now.
    guard table.partitioning == old.partitioning else { return wanted }
    guard old.partitioning != nil else { return old.partitions }
    var partitions = wanted
    for live in old.partitions ?? [] where !wanted.contains(live) {
      if input.policy.isNamed(.destroys, .table(live.address)) { continue }
      partitions.removeAll { $0.address == live.address }
      partitions.append(live)
      guard mode(table.address.schema) == .authoritative else { continue }
      hold(
        Change(
          .dropPartition, .table(table.address), before: "partition \(live.address.dotted)",
          reason: wanted.contains { $0.address == live.address }
            ? "the spec gives it other bounds" : "no spec names it",
          risks: [Risk(.destroys, "the rows of the partition are gone")]),
        "dropping data must be named: --allow destroys:\(live.address)")
    }
    return partitions
  }
}

extension TableIndex {
  /// All its expressions, for a fingerprint.
  var text: String { expressions.joined(separator: "\u{1}") }
}
