package import Catalog
package import SQL

/// The changes that lead from one state of a warehouse to another, in an order that a server accepts.
///
/// Renames come first, so that all else is told with new names; then what is in the way goes (policies,
/// views, keys, tables), tables are made and changed, and what stands on them is made: keys, views,
/// grants, policies, row security, memberships. Every part compares what the changes before it lead to, so that
/// a right that goes with its view is given again.
package struct WarehouseDiff {
  private(set) var current: WarehouseState
  let target: WarehouseState
  let dialect: Dialect
  private(set) var facts: WarehouseFacts
  private(set) var changes: [WarehouseChange] = []
  private(set) var touched = TouchedColumns()
  /// The tables that differ, in order: of a large warehouse few do.
  let differing: [TableAddress]
  let rules: AlterationRules
  /// Why tables are made anew.
  private(set) var rebuilds: [TableAddress: String] = [:]

  init(
    live: WarehouseState, target: WarehouseState, facts: WarehouseFacts, dialect: Dialect,
    rules: AlterationRules
  ) {
    self.rules = rules
    self.dialect = dialect
    current = live
    self.target = target
    differing = Set(live.tables.keys).union(target.tables.keys).filter {
      live.tables[$0] != target.tables[$0]
    }.sorted()
    self.facts = facts
    rebuilds = findRebuilds()
  }

  /// What leads from `live` to `target`, after `renames` that were already made to `live`. Both are
  /// normalised. Schemas are never dropped.
  package static func changes(
    from live: WarehouseState, to target: WarehouseState, facts: WarehouseFacts = WarehouseFacts(),
    in dialect: Dialect, rules: AlterationRules? = nil
  ) -> [WarehouseChange] {
    var diff = WarehouseDiff(
      live: live, target: target, facts: facts, dialect: dialect,
      rules: rules ?? AlterationRules(dialect))
    diff.alterWhatStandsAlone()
    diff.compareRoles()
    diff.compareSchemas()
    diff.removeWhatIsInTheWay()
    diff.compareTables()
    diff.compareViews()
    diff.compareComments()
    diff.compareGrants()
    diff.comparePolicies()
    diff.compareMemberships()
    diff.dropRoles()
    diff.compareLayouts()
    return diff.changes
  }

  mutating func add(_ change: WarehouseChange) {
    changes.append(change)
    current.apply(change)
  }

  // MARK: Roles and schemas

  private mutating func compareRoles() {
    for (name, role) in target.roles.sorted(by: { $0.key < $1.key }) {
      if let live = current.roles[name] {
        if live.canLogin != role.canLogin { add(.alterLogin(of: name, to: role.canLogin)) }
      } else {
        var bare = role
        bare.memberOf = []
        add(.createRole(bare))
      }
    }
  }

  private mutating func compareSchemas() {
    for (address, schema) in target.schemas.sorted(by: { $0.key < $1.key }) {
      guard let live = current.schemas[address] else {
        add(.createSchema(schema))
        continue
      }
      if let owner = schema.owner, owner != live.owner {
        add(.alterSchemaOwner(address, from: live.owner, to: owner))
      }
    }
  }

  private mutating func compareMemberships() {
    for (name, role) in target.roles.sorted(by: { $0.key < $1.key }) {
      let live = current.roles[name]?.memberOf ?? []
      for other in live where !role.memberOf.contains(other) {
        add(.dropMembership(of: name, in: other))
      }
      for other in role.memberOf where !live.contains(other) {
        add(.addMembership(of: name, in: other))
      }
    }
  }

  private mutating func dropRoles() {
    for role in current.roles.values.sorted(by: { $0.name < $1.name })
    where target.roles[role.name] == nil { add(.dropRole(role)) }
  }

  // MARK: Removal

  private mutating func removeWhatIsInTheWay() {
    touched = touchedColumns()
    let views = viewsToDrop(touched)
    dropPolicies()
    for view in views { dropView(view) }
    dropConstraints()
    dropIndexes()
    dropPartitions()
    for table in differing.compactMap({ current.tables[$0] })
    where target.tables[table.address] == nil { add(.dropTable(table)) }
  }

  private func touchedColumns() -> TouchedColumns {
    var touched = TouchedColumns()
    for address in differing {
      guard let table = current.tables[address] else { continue }
      guard let wanted = target.tables[address] else {
        touched.droppedTables.insert(address)
        continue
      }
      if rebuilds[address] != nil { touched.rebuiltTables.insert(address) }
      for column in table.columns {
        let after = wanted.columns.first { $0.name == column.name }
        let name = ColumnAddress(address, column.name)
        if after?.type != column.type {
          touched.columns.insert(name)
          if after != nil { touched.retyped.insert(name) }
        }
        if rebuilds[address] == nil, after?.isMadeAnew(from: column) == true {
          touched.madeAnew.insert(name)
        }
      }
    }
    for dependency in facts.dependencies where touched.retyped.contains(dependency) {
      guard case .column(let column) = dependency.dependent, rebuilds[column.table] == nil,
        target.tables[column.table]?.columns.contains(where: { $0.name == column.name }) == true
      else { continue }
      touched.madeAnew.insert(column)
    }
    touched.columns.formUnion(touched.madeAnew)
    return touched
  }

  private mutating func dropPolicies() {
    let inTheWay = Set(
      facts.dependencies.filter { touched.contains($0) }.map(\.dependent))
    for policy in current.policies.values.sorted(by: { $0.key < $1.key }) {
      let isGone = target.policies[policy.key] == nil
      let address = ObjectAddress.policy(table: policy.table, name: policy.name)
      guard !touched.droppedTables.contains(policy.table) else { continue }
      if isGone || inTheWay.contains(address) || rebuilds[policy.table] != nil {
        add(.dropPolicy(policy))
      }
    }
  }

  private mutating func dropView(_ view: WarehouseView) {
    let kept = facts.otherGrants.filter { $0.target == .table(view.address) }
    add(.dropView(view, keptGrants: kept))
  }

  /// Views that go or change, and all that read them or a touched column; readers before what they
  /// read.
  private func viewsToDrop(_ touched: TouchedColumns) -> [WarehouseView] {
    let graph = ViewGraph(facts.dependencies)
    var starts = Set<TableAddress>()
    for (address, view) in current.views
    where target.views[address].map({ $0.isMadeLike(view) }) != true { starts.insert(address) }
    for dependency in facts.dependencies where touched.contains(dependency) {
      if case .table(let view) = dependency.dependent { starts.insert(view) }
    }
    starts.formUnion(readersOfLateViews(of: starts, touched, graph))
    return graph.withReaders(of: starts).compactMap { current.views[$0] }
  }

  /// A view of a late-binding view keeps what that one was when it was made (Redshift, CREATE VIEW), and
  /// the server has no record of what a late-binding view reads: it is read from its text.
  private func readersOfLateViews(
    of starts: Set<TableAddress>, _ touched: TouchedColumns, _ graph: ViewGraph
  ) -> Set<TableAddress> {
    var late = current.views.values.filter { $0.kind == .lateBinding }
    var changed = Set(touched.columns.map(\.table)).union(touched.rebuiltTables)
      .union(graph.withReaders(of: starts))
    var readers = Set<TableAddress>()
    var isNew = true
    while isNew {
      let stale = late.filter { view in
        ViewOrder(dialect: dialect).read(by: view, among: changed)
          .contains { changed.contains($0) }
      }
      isNew = !stale.isEmpty
      late.removeAll { view in stale.contains { $0.address == view.address } }
      let addresses = Set(stale.map(\.address))
      readers.formUnion(graph.readers(of: addresses))
      changed.formUnion(addresses.union(readers))
    }
    return readers
  }

  /// Foreign keys before the keys that they point at. A key of columns whose types change goes as
  /// well when another table points at it or it points at one: both sides must agree again.
  private mutating func dropConstraints() {
    for isForeign in [true, false] {
      // A key of a table that stays as it is may point at one that does not.
      let isBelow = touched.retyped.isEmpty && rebuilds.isEmpty
      let addresses = isBelow ? differing : current.tables.keys.sorted()
      for table in addresses.compactMap({ current.tables[$0] }) {
        if rebuilds[table.address] != nil {
          if isForeign { dropReferences(of: table) }
          continue
        }
        let wanted = target.tables[table.address]?.constraints ?? []
        for constraint in table.constraints where constraint.isForeignKey == isForeign {
          let isDroppedWithTable = target.tables[table.address] == nil && !isForeign
          guard !isDroppedWithTable else { continue }
          if !wanted.contains(constraint)
            || isForeign && constraint.uses(touched.retyped, in: table.address)
            || constraint.pointsAt(touched.rebuiltTables)
            || constraint.uses(touched.madeAnew, in: table.address)
          {
            add(.dropConstraint(constraint, of: table.address))
          }
        }
      }
    }
  }
}

extension WarehouseDiff {
  /// The keys of a table that is made anew go with it, but for those that are in the way of others.
  private mutating func dropReferences(of table: WarehouseTable) {
    let gone = touched.rebuiltTables.union(touched.droppedTables).subtracting([table.address])
    let wanted = target.tables[table.address]?.constraints ?? []
    for constraint in table.constraints
    where constraint.isForeignKey && (!wanted.contains(constraint) || constraint.pointsAt(gone)) {
      add(.dropConstraint(constraint, of: table.address))
    }
  }

  private mutating func dropIndexes() {
    for table in differing.compactMap({ current.tables[$0] }) {
      guard rebuilds[table.address] == nil, let wanted = target.tables[table.address]?.indexes
      else { continue }
      for index in table.indexes ?? []
      where !wanted.contains(index) || index.uses(touched.madeAnew, in: table.address) {
        add(.dropIndex(index, of: table.address))
      }
    }
    for view in current.views.values.sorted(by: { $0.address < $1.address }) {
      guard let wanted = target.views[view.address]?.indexes else { continue }
      for index in view.indexes ?? [] where !wanted.contains(index) {
        add(.dropIndex(index, of: view.address))
      }
    }
  }

  /// One whose bounds change is dropped, and made again empty.
  private mutating func dropPartitions() {
    for table in differing.compactMap({ current.tables[$0] }) {
      guard rebuilds[table.address] == nil, let wanted = target.tables[table.address]?.partitions
      else { continue }
      for partition in table.partitions ?? [] where !wanted.contains(partition) {
        add(.dropPartition(partition, of: table.address))
      }
    }
  }
}

/// What changes of columns and tables stand in the way of those that read them.
struct TouchedColumns {
  /// Dropped, or of another type afterwards.
  var columns: Set<ColumnAddress> = []
  /// Those of them that stay.
  var retyped: Set<ColumnAddress> = []
  /// Dropped and added again.
  var madeAnew: Set<ColumnAddress> = []
  var droppedTables: Set<TableAddress> = []
  var rebuiltTables: Set<TableAddress> = []

  func contains(_ dependency: Dependency) -> Bool {
    if droppedTables.contains(dependency.table) || rebuiltTables.contains(dependency.table) {
      return true
    }
    guard let column = dependency.column else { return false }
    return columns.contains(ColumnAddress(dependency.table, column))
  }
}

extension TableConstraint {
  /// Whether one of the columns is on either side.
  func uses(_ columns: Set<ColumnAddress>, in table: TableAddress) -> Bool {
    if columns.isEmpty { return false }
    if self.columns.contains(where: { columns.contains(ColumnAddress(table, $0)) }) { return true }
    if case .check(let check) = self { return columns.isNamed(in: check.condition, of: table) }
    guard case .foreignKey(let key) = self else { return false }
    return key.targetColumns.contains { columns.contains(ColumnAddress(key.target, $0)) }
  }
}

extension TableConstraint {
  func pointsAt(_ tables: Set<TableAddress>) -> Bool {
    guard case .foreignKey(let key) = self else { return false }
    return tables.contains(key.target)
  }
}

extension TableIndex {
  /// Whether one of the columns is in it; in an expression, whether its name is.
  func uses(_ columns: Set<ColumnAddress>, in table: TableAddress) -> Bool {
    if columns.isEmpty { return false }
    return columns.contains { $0.table == table && names($0.name) }
      || expressions.contains { columns.isNamed(in: $0, of: table) }
  }
}

extension Set<ColumnAddress> {
  fileprivate func contains(_ dependency: Dependency) -> Bool {
    dependency.column.map { contains(ColumnAddress(dependency.table, $0)) } ?? false
  }

  /// Whether the text has the name of one of the table's columns in it: more than that it reads it.
  fileprivate func isNamed(in text: String, of table: TableAddress) -> Bool {
    contains { $0.table == table && text.contains($0.name) }
  }
}

extension WarehouseView {
  /// Whether `CREATE VIEW` would say the same. Types and names of columns follow from the body.
  func isMadeLike(_ other: WarehouseView) -> Bool {
    kind == other.kind && body == other.body && isSecurityBarrier == other.isSecurityBarrier
      && (options ?? []) == (other.options ?? [])
  }
}
