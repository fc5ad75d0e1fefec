internal import Catalog
internal import Diagnostics
internal import PlanModel
internal import SQL

extension WarehouseTarget {
  mutating func mergeTables() {
    let unknown = unknownObjects
    for address in desired.tables.keys.sorted() where mode(address.schema) != .observe {
      guard let table = desired.tables[address] else { continue }
      if let object = unknown[address] {
        sink.report(.unmodelledObject(object))
      } else if let view = live.views[address], !mayReplace(view) {
        hold(
          Change(.createTable, .table(address), reason: "the spec declares it"),
          "a view of that name is live; --allow destroys:\(address) drops it")
      } else if let old = live.tables[address] {
        target.tables[address] = orLive(merged(table, with: old), old)
      } else {
        target.views[address] = nil
        target.tables[address] = table
      }
    }
  }

  private var unknownObjects: [TableAddress: UnknownObject] {
    var objects: [TableAddress: UnknownObject] = [:]
    for object in facts.unknown where !object.isPart {
      if case .table(let address) = object.address { objects[address] = object }
    }
    return objects
  }

  private func mayReplace(_ view: WarehouseView) -> Bool {
    input.policy.isNamed(.destroys, .table(view.address))
  }

  private mutating func merged(_ table: WarehouseTable, with old: WarehouseTable)
    -> WarehouseTable
  {
    var table = table
    table.owner = table.owner ?? old.owner
    table.hasRowSecurity = table.hasRowSecurity || old.hasRowSecurity && !isRowSecurityOurs(of: old)
    table.partitioning = table.partitioning ?? old.partitioning
    table.partitions = partitions(of: table, with: old)
    table.checks = checks(of: table, with: old)
    table.indexes = indexes(table.indexes, with: old.indexes, on: table.address)
    if mode(table.address.schema) == .additive {
      table.hasRowSecurity = table.hasRowSecurity || old.hasRowSecurity
      table.primaryKey = old.primaryKey.isEmpty ? table.primaryKey : old.primaryKey
      table.uniqueKeys += old.uniqueKeys
      table.foreignKeys += old.foreignKeys
    }
    table.columns = columns(of: table, with: old)
    keepLayout(of: old, in: &table)
    return table.normalized(for: types)
  }

  /// What specs say nothing of stays, as long as its columns do.
  private func keepLayout(of old: WarehouseTable, in table: inout WarehouseTable) {
    let names = Set(table.columns.map(\.name))
    if table.sortKey == nil, let key = old.sortKey, names.isSuperset(of: key.columns) {
      table.sortKey = key
    }
    guard table.distribution == nil else { return }
    if case .key(let column) = old.distribution, !names.contains(column) { return }
    table.distribution = old.distribution
  }

  /// Whether Weir made the table, or a policy of it, so that it may show all rows again when specs no
  /// longer filter any. What somebody else filters stays filtered.
  private func isRowSecurityOurs(of table: WarehouseTable) -> Bool {
    isOurs(.table(table.address))
      || facts.ledger.keys.contains { address in
        if case .policy(table.address, _) = address { true } else { false }
      }
  }

  /// Live columns first, in their order; a server adds at the end.
  private mutating func columns(of table: WarehouseTable, with old: WarehouseTable) -> [Column] {
    let gone = old.columns.filter { column in
      !table.columns.contains { $0.name == column.name }
    }
    let new = table.columns.filter { column in !old.columns.contains { $0.name == column.name } }
    let kept = holdDrops(of: gone, new: new, wanted: table, live: old)
    var columns: [Column] = []
    for column in old.columns {
      if let wanted = table.columns.first(where: { $0.name == column.name }) {
        columns.append(merged(wanted, with: column, in: table.address))
      } else if kept.columns.contains(column.name) {
        columns.append(column)
      }
    }
    for column in new where !kept.notAdded.contains(column.name) {
      if mayAdd(column, to: table.address) { columns.append(column) }
    }
    return columns
  }

  private mutating func merged(_ wanted: Column, with old: Column, in table: TableAddress)
    -> Column
  {
    var column = wanted
    let address = ColumnAddress(table, wanted.name)
    if column.encoding == nil { column.encoding = old.encoding }
    if case .native(let name) = wanted.type, case .native(let live) = old.type,
      live.hasSuffix("." + name)
    {
      column.type = old.type
    }
    if mode(table.schema) == .additive, wanted.generation == nil, old.generation != nil {
      column.generation = old.generation
    }
    takeOverTexts(of: old, into: &column, at: address)
    if let table = live.tables[table] { keepUnreadTexts(of: old, in: &column, of: table) }
    if column.generation?.expression != nil, old.generation?.expression == nil {
      sink.report(.computedFromPlain(address))
      return old
    }
    if column.type != old.type && !mayTouch(address) { column.type = old.type }
    return column
  }

  private mutating func mayAdd(_ column: Column, to table: TableAddress) -> Bool {
    guard column.isRequired, column.defaultValue == nil, column.generation == nil,
      let size = facts.sizes[table],
      size.bytes > 0, size.rows != 0
    else { return true }
    sink.report(
      .requiredColumnWithoutDefault(ColumnAddress(table, column.name), rows: size.rows))
    return false
  }

  /// A view outside the specs that reads the column stands in the way of a new type and of a drop.
  private mutating func mayTouch(_ column: ColumnAddress) -> Bool {
    let readers = facts.dependencies.compactMap { dependency -> TableAddress? in
      guard dependency.table == column.table, dependency.column == column.name,
        case .table(let view) = dependency.dependent
      else { return nil }
      return isInHand(view) ? nil : view
    }
    guard !readers.isEmpty else { return true }
    sink.report(.changeBelowForeignView(column, readers.sorted()))
    return false
  }

  /// Whether the view may be dropped and made again, or dropped for good.
  func isInHand(_ view: TableAddress) -> Bool {
    if desired.views[view] != nil && mode(view.schema) != .observe { return true }
    return isOurs(.table(view))
      && (input.policy.isNamed(.destroys, .table(view)) || input.isDue(.table(view)))
  }

  /// Columns that are gone from specs stay until somebody names them. Those that look renamed also
  /// keep the new one from being added.
  private mutating func holdDrops(
    of gone: [Column], new: [Column], wanted: WarehouseTable, live: WarehouseTable
  ) -> (columns: Set<String>, notAdded: Set<String>) {
    var kept = Set<String>()
    var notAdded = Set<String>()
    for column in gone {
      let address = ColumnAddress(wanted.address, column.name)
      if input.policy.isNamed(.destroys, .column(address)) {
        if !mayTouch(address) { kept.insert(column.name) }
        continue
      }
      kept.insert(column.name)
      let change = Change(
        .dropColumn, .column(address), before: column.type.description,
        reason: "no spec names it",
        risks: [Risk(.destroys, "the values of \(rowsPhrase(wanted.address)) are gone")])
      if let twin = ProbableRename.twin(
        of: column.name, column.type, among: new, wanted: wanted.columns, live: live.columns),
        !notAdded.contains(twin.name)
      {
        notAdded.insert(twin.name)
        hold(
          change,
          "it looks renamed to '\(twin.name)'; say 'was: \(column.name)' there, or "
            + "--allow destroys:\(address)")
        hold(
          Change(
            .addColumn, .column(ColumnAddress(wanted.address, twin.name)),
            after: twin.type.description, reason: "the spec declares it"),
          "it looks like '\(column.name)' renamed; say 'was: \(column.name)', or "
            + "--allow destroys:\(address)")
      } else {
        hold(change, "dropping data must be named: --allow destroys:\(address)")
      }
    }
    return (kept, notAdded)
  }

  func rowsPhrase(_ table: TableAddress) -> String {
    guard let size = facts.sizes[table] else { return "all rows" }
    if let rows = size.rows { return rows == 1 ? "1 row" : "\(grouped(rows)) rows" }
    return size.bytes == 0 ? "no rows" : "all rows"
  }

  // MARK: Probable renames of tables

  /// A table that is to be retired and one that is to be made, with the same columns: somebody may
  /// have forgotten `was:`. Once the old one is retired, the new one may come.
  mutating func holdProbableTableRenames() {
    for address in retired.compactMap(\.table).sorted() {
      guard let old = live.tables[address], hasRightsOfOurs(address) else { continue }
      let twins = target.tables.values.filter { new in
        live.tables[new.address] == nil && !input.policy.isNamed(.table(new.address))
          && Self.isAlike(new, old)
      }
      guard let twin = twins.min(by: { $0.address < $1.address }) else { continue }
      target.tables[twin.address] = nil
      retired.remove(.table(address))
      let why =
        "it looks like '\(address.dotted)' renamed; say 'was: \(address.dotted)', or "
        + "--allow safe:\(twin.address) if it is another table"
      hold(
        Change(.createTable, .table(twin.address), reason: "the spec declares it"), why)
    }
  }

  private func hasRightsOfOurs(_ table: TableAddress) -> Bool {
    live.grants.keys.contains { $0.target == .table(table) }
  }

  private static func isAlike(_ a: WarehouseTable, _ b: WarehouseTable) -> Bool {
    func shape(_ table: WarehouseTable) -> Set<String> {
      Set(table.columns.map { "\($0.name) \($0.type)" })
    }
    return shape(a) == shape(b)
  }
}

/// Finds columns that were probably renamed without a word.
enum ProbableRename {
  /// The one new column of the same type that stands in the old one's place: behind the same column
  /// that both have.
  static func twin(
    of old: String, _ type: DataType, among new: [Column], wanted: [Column], live: [Column]
  ) -> Column? {
    let both = Set(wanted.map(\.name)).intersection(live.map(\.name))
    let place = predecessor(of: old, in: live, both)
    let twins = new.filter {
      $0.type == type && predecessor(of: $0.name, in: wanted, both) == place
    }
    return twins.count == 1 ? twins[0] : nil
  }

  private static func predecessor(
    of name: String, in columns: [Column], _ both: Set<String>
  ) -> String? {
    columns.prefix { $0.name != name }.last { both.contains($0.name) }?.name
  }
}
