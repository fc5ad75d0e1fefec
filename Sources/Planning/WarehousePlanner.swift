internal import Catalog
internal import DDL
internal import Diagnostics
internal import PlanModel

/// The warehouse's part of a plan.
struct WarehousePlanner {
  private let target: WarehouseTarget
  private let lowering: WarehouseLowering
  let changes: [WarehouseChange]
  let retired: [ObjectAddress]
  private let risk: WarehouseRisk

  /// Nil when the dialect is no warehouse's.
  init?(_ input: PlanningInput) {
    guard var writer = DDLWriter(dialect: input.dialect) else { return nil }
    var target = WarehouseTarget(input)
    let roles = Array(target.live.roles.values) + Array(target.target.roles.values)
    writer.users = target.facts.users.union(roles.filter(\.canLogin).map(\.name))
    target.reportLongNames(limit: writer.maximumNameBytes)
    let diff = WarehouseDiff.changes(
      from: target.live, to: target.target, facts: target.facts, in: input.dialect,
      rules: input.alterations)
    target.reportLosses(of: diff)
    self.target = target
    let dropped = Set(
      diff.compactMap { change -> TableAddress? in
        if case .dropView(let view, _) = change { view.address } else { nil }
      })
    lowering = WarehouseLowering(writer: writer, facts: target.facts, remade: dropped)
    // What no transaction takes comes before the renames: nobody is to wait for it with half of them.
    let rules = input.alterations
    let alone = diff.prefix { rules.transaction(for: $0) != .shared }
    let rest = Array(diff.dropFirst(alone.count))
    changes =
      alone.map { $0.before(target.renaming) } + target.renaming + target.reinstatements
      + Self.gatheringRetirements(rest, target.retired) + target.retirements(besides: rest)
    retired = target.retired.sorted()
    let created = changes.compactMap { change -> TableAddress? in
      switch change {
      case .createTable(let table): table.address
      case .createView(let view, _): view.address
      default: nil
      }
    }
    risk = WarehouseRisk(
      target: target.target, facts: target.facts, readers: input.readers, created: Set(created),
      locksReaders: writer.locksReaders)
  }

  var held: [HeldChange] { target.held }
  var unmanaged: [ObjectAddress] { target.unmanaged }
  var unknown: [UnknownPart] { target.unknownParts }
  var sink: DiagnosticSink { target.sink }

  /// All rights that go with one retired object are one change.
  private static func gatheringRetirements(
    _ changes: [WarehouseChange], _ retired: Set<ObjectAddress>
  ) -> [WarehouseChange] {
    var lost: [TableAddress: [Grant]] = [:]
    func retiredTable(_ change: WarehouseChange) -> TableAddress? {
      guard case .dropGrant(let grant) = change, case .table(let table) = grant.target,
        retired.contains(.table(table))
      else { return nil }
      return table
    }
    for change in changes {
      if let table = retiredTable(change), case .dropGrant(let grant) = change {
        lost[table, default: []].append(grant)
      }
    }
    let rest = changes.filter { retiredTable($0) == nil }
    return rest + lost.sorted { $0.key < $1.key }.map { .retireTable($0.key, grants: $0.value) }
  }

  // MARK: Steps

  var steps: [Step] {
    zip(changes, locks).map { change, locks in
      var described = change.described
      described.risks = risk.risks(of: change)
      described.reason = reason(of: change) ?? described.reason
      let (made, forgotten) = ledger(of: change)
      var step = Step(
        number: 0, change: described,
        action: .warehouse(
          statements: lowering.statements(for: target.inWordsOfSpecs(change)),
          transaction: target.input.alterations.transaction(for: change)),
        reverse: lowering.reverse(of: change), made: made, forgotten: forgotten,
        isDue: isDue(change) ? true : nil)
      step.locks = locks
      return step
    }
  }

  /// For each change what its transaction locks first, under the name that the table has then.
  private var locks: [[String]?] {
    var renames: [WarehouseChange] = []
    return changes.map { change in
      if target.input.alterations.transaction(for: change) != .shared { renames = [] }
      switch change {
      case .renameTable:
        renames.append(change)
        return nil
      case .rebuildTable(let table, _, _, _):
        return [lowering.writer.lock(table.address.before(renames))]
      default: return nil
      }
    }
  }

  private func isDue(_ change: WarehouseChange) -> Bool {
    switch change {
    case .dropTable(let table): target.input.isDue(.table(table.address))
    case .dropView(let view, _):
      target.target.views[view.address] == nil && target.input.isDue(.table(view.address))
    default: false
    }
  }

  /// Why something goes that comes back in the same plan.
  private func reason(of change: WarehouseChange) -> String? {
    if isDue(change) { return target.input.dueReason }
    return switch change {
    case .dropView(let view, _):
      target.target.views[view.address] == nil
        ? nil : "its query changes, or what it reads; it is made again"
    case .createView(let view, _):
      target.live.views[view.address] == nil ? nil : "it is made again"
    case .dropPolicy(let policy):
      target.target.policies[policy.key] == nil
        ? nil : "it reads what changes; it is made again"
    case .createPolicy(let policy):
      target.live.policies[policy.key] == nil ? nil : "it is made again"
    case .dropColumn(let column, let table):
      target.target.tables[table]?.columns.contains { $0.name == column.name } == true
        ? "it is computed in another way; it is made again" : nil
    case .addColumn(let column, let table):
      target.live.tables[table]?.columns.contains { $0.name == column.name } == true
        ? "it is made again" : nil
    case .dropIndex(let index, let table):
      target.indexes(of: table).contains { $0.name == index.name }
        ? "the spec says otherwise; it is made again" : nil
    case .dropConstraint(.check(let check), let table):
      target.target.tables[table]?.checks?.contains { $0.name == check.name } == true
        ? "the spec says otherwise; it is made again" : nil
    case .dropConstraint(let constraint, let table):
      target.target.tables[table]?.constraints.contains(constraint) == true
        ? "the types of its columns change; it is made again" : nil
    default: nil
    }
  }

  private func ledger(of change: WarehouseChange) -> (made: [LedgerNote], [ObjectAddress]) {
    switch change {
    case .createSchema(let schema): ([LedgerNote(.schema(schema.address))], [])
    case .createRole(let role): ([LedgerNote(.role(role.name))], [])
    case .dropRole(let role): ([], [.role(role.name)])
    case .createTable(let table):
      ([LedgerNote(.table(table.address))] + target.notes(of: table), [])
    case .addColumn(let column, let table): (target.notes(of: [column], in: table), [])
    case .alterDefault(let column, _, let value):
      value == nil ? ([], [.column(column)]) : (target.notes(of: column), [])
    case .addConstraint(.check(let check), let table): ([target.note(of: check, in: table)], [])
    case .dropConstraint(.check(let check), let table):
      ([], [.constraint(table: table, name: check.name)])
    case .createIndex(let index, let table): ([target.note(of: index, on: table)], [])
    case .dropIndex(let index, let table): ([], [.index(table: table, name: index.name)])
    case .dropTable(let table):
      ([], [.table(table.address)] + target.ledgerParts(of: table.address))
    case .rebuildTable(_, let table, _, _):
      (target.notes(ofRebuilt: table), [])
    case .dropColumn(let column, let table):
      ([], [.column(ColumnAddress(table, column.name))])
    case .createView(let view, _):
      ([LedgerNote(.table(view.address), desired: target.desiredText(of: view))], [])
    case .dropView(let view, _):
      target.target.views[view.address] == nil ? ([], [.table(view.address)]) : ([], [])
    case .createPolicy(let policy), .replacePolicy(_, let policy):
      ([LedgerNote(policy.address, desired: target.desiredText(of: policy))], [])
    case .dropPolicy(let policy):
      target.target.policies[policy.key] == nil ? ([], [policy.address]) : ([], [])
    case .retireTable(let table, _):
      target.isMarked(table) ? ([], []) : ([LedgerNote(.table(table), isRetired: true)], [])
    case .reinstateTable(let table): ([LedgerNote(.table(table), isRetired: false)], [])
    case .renameTable(let old, let new): movedTable(old, new)
    case .renameRole(let old, let new): moved(.role(old), .role(new))
    default: ([], [])
    }
  }

  /// With the checks, indexes and columns that the ledger knows of it.
  private func movedTable(_ old: TableAddress, _ new: TableAddress) -> (
    [LedgerNote], [ObjectAddress]
  ) {
    var (made, forgotten) = moved(.table(old), .table(new))
    for part in target.ledgerParts(of: new) {
      made.append(LedgerNote(part, desired: target.facts.ledger[part]?.desired))
      forgotten.append(part.moved(to: old))
    }
    return (made, forgotten)
  }

  private func moved(_ old: ObjectAddress, _ new: ObjectAddress) -> ([LedgerNote], [ObjectAddress])
  {
    target.facts.ledger[new] == nil ? ([], []) : ([LedgerNote(new)], [old])
  }

  // MARK: Basis

  /// What the changes touch and what reads it, under live names.
  var touched: Set<ObjectAddress> {
    var touched = Set<ObjectAddress>()
    for change in changes {
      let address = change.described.address
      touched.insert(address)
      touched.insert(liveName(address))
      if case .column(let column) = address { touched.insert(liveName(.table(column.table))) }
      if case .membership(let role, let member) = address {
        touched.formUnion([.role(role), .role(member)])
      }
    }
    let tables = Set(touched.compactMap(\.table))
    for dependency in target.facts.dependencies where tables.contains(dependency.table) {
      touched.insert(dependency.dependent)
    }
    return touched
  }

  private func liveName(_ address: ObjectAddress) -> ObjectAddress {
    target.renaming.reversed().reduce(address) { address, change in
      switch change {
      case .renameTable(let old, let new) where address == .table(new): .table(old)
      case .renameRole(let old, let new) where address == .role(new): .role(old)
      default: address
      }
    }
  }
}

extension TableAddress {
  /// The name before the renames.
  fileprivate func before(_ renames: [WarehouseChange]) -> TableAddress {
    renames.reversed().reduce(self) { address, change in
      if case .renameTable(let old, address) = change { old } else { address }
    }
  }
}

extension WarehouseChange {
  /// The same change of a type or of a layout, told before the renames instead of after them.
  fileprivate func before(_ renames: [WarehouseChange]) -> WarehouseChange {
    func old(_ name: String, of table: TableAddress) -> String {
      renames.reversed().reduce(name) { name, change in
        if case .renameColumn(table, let old, name) = change { old } else { name }
      }
    }
    switch self {
    case .alterColumnType(let column, let from, let to, let value):
      return .alterColumnType(
        ColumnAddress(column.table.before(renames), old(column.name, of: column.table)),
        from: from, to: to, defaultValue: value)
    case .alterSortKey(let table, let from, let to):
      return .alterSortKey(table.before(renames), from: from, to: to)
    case .alterDistribution(let table, let from, let to):
      return .alterDistribution(table.before(renames), from: from, to: to)
    default: return self
    }
  }
}

extension ObjectAddress {
  /// The same part of another table.
  fileprivate func moved(to table: TableAddress) -> ObjectAddress {
    switch self {
    case .column(let column): .column(ColumnAddress(table, column.name))
    case .policy(_, let name): .policy(table: table, name: name)
    case .constraint(_, let name): .constraint(table: table, name: name)
    case .index(_, let name): .index(table: table, name: name)
    default: self
    }
  }
}

extension WarehouseTarget {
  /// Whether the ledger says that it is retired.
  func isMarked(_ table: TableAddress) -> Bool {
    facts.ledger[.table(table)]?.retiredSeconds != nil
  }

  /// What specs name again.
  var reinstatements: [WarehouseChange] {
    (Array(desired.tables.keys) + Array(desired.views.keys)).filter { isMarked($0) }.sorted()
      .map { .reinstateTable($0) }
  }

  /// Retired objects that lose no right are told of once, so that their time runs.
  func retirements(besides changes: [WarehouseChange]) -> [WarehouseChange] {
    let losing = Set(
      changes.compactMap { change -> TableAddress? in
        if case .dropGrant(let grant) = change, case .table(let table) = grant.target {
          table
        } else {
          nil
        }
      })
    return retired.compactMap(\.table).filter { !losing.contains($0) && !isMarked($0) }.sorted()
      .map { .retireTable($0, grants: []) }
  }

  /// What the ledger knows of a table beside the table itself; sorted.
  func ledgerParts(of table: TableAddress) -> [ObjectAddress] {
    facts.ledger.keys.filter { $0.table == table && $0 != .table(table) }.sorted()
  }

  /// What is made again is made of the spec's text, where a server keeps it in other words: people can
  /// read that.
  func inWordsOfSpecs(_ change: WarehouseChange) -> WarehouseChange {
    switch change {
    case .createView(var view, let kept):
      guard let wanted = desired.views[view.address], mode(view.address.schema) != .observe else {
        return change
      }
      view.body = wanted.body
      return .createView(view, keptGrants: kept)
    case .rebuildTable(let live, var table, let grants, let reason):
      // An encoding that is named turns off that Redshift chooses them.
      for place in table.columns.indices {
        let name = table.columns[place].name
        let wanted = desired.tables[table.address]?.columns.first { $0.name == name }
        table.columns[place].encoding = wanted?.encoding
      }
      return .rebuildTable(from: live, to: table, grants: grants, reason: reason)
    case .createPolicy(var policy):
      policy.condition = desired.policies[policy.key]?.condition ?? policy.condition
      return .createPolicy(policy)
    case .addConstraint(.check(let check), let table):
      let wanted = desired.tables[table]?.checks?.first { $0.name == check.name }
      return .addConstraint(.check(wanted ?? check), to: table)
    case .createIndex(let index, let table):
      let indexes = desired.tables[table]?.indexes ?? desired.views[table]?.indexes
      return .createIndex(indexes?.first { $0.name == index.name } ?? index, on: table)
    default: return change
    }
  }

  /// Of what specs want, where it was taken over from the server in other words.
  func desiredText(of view: WarehouseView) -> Fingerprint {
    Fingerprint(of: desired.views[view.address]?.body ?? view.body)
  }

  func indexes(of table: TableAddress) -> [TableIndex] {
    target.tables[table]?.indexes ?? target.views[table]?.indexes ?? []
  }

  /// What the ledger is to remember of texts that the server rewrites: of a new table's columns and
  /// checks.
  func notes(of table: WarehouseTable) -> [LedgerNote] {
    notes(of: table.columns, in: table.address)
      + (table.checks ?? []).map { note(of: $0, in: table.address) }
  }

  /// The object is another one then.
  func notes(ofRebuilt table: WarehouseTable) -> [LedgerNote] {
    (isOurs(.table(table.address)) ? [LedgerNote(.table(table.address))] : []) + notes(of: table)
  }

  func notes(of columns: [Column], in table: TableAddress) -> [LedgerNote] {
    columns.compactMap { column in
      guard let text = desiredText(of: ColumnAddress(table, column.name)) ?? column.serverText
      else { return nil }
      return LedgerNote(
        .column(ColumnAddress(table, column.name)), desired: Fingerprint(of: text))
    }
  }

  func notes(of column: ColumnAddress) -> [LedgerNote] {
    guard let text = desiredText(of: column) else { return [] }
    return [LedgerNote(.column(column), desired: Fingerprint(of: text))]
  }

  private func desiredText(of column: ColumnAddress) -> String? {
    desired.tables[column.table]?.columns.first { $0.name == column.name }?.serverText
  }

  func note(of check: CheckConstraint, in table: TableAddress) -> LedgerNote {
    let wanted = desired.tables[table]?.checks?.first { $0.name == check.name } ?? check
    return LedgerNote(
      .constraint(table: table, name: check.name), desired: Fingerprint(of: wanted.condition))
  }

  func note(of index: TableIndex, on table: TableAddress) -> LedgerNote {
    let indexes = desired.tables[table]?.indexes ?? desired.views[table]?.indexes
    let wanted = indexes?.first { $0.name == index.name } ?? index
    return LedgerNote(
      .index(table: table, name: index.name), desired: Fingerprint(of: wanted.text))
  }

  func desiredText(of policy: Policy) -> Fingerprint {
    Fingerprint(of: desired.policies[policy.key]?.condition ?? policy.condition)
  }
}

extension Column {
  /// What of it the server keeps in its own words.
  fileprivate var serverText: String? { defaultValue ?? generation?.expression }
}
