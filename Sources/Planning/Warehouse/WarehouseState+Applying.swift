package import Catalog

extension WarehouseState {
  /// The state after the changes, as the server would have it: the other side of the law
  /// `a.applying(diff(a, b)) == b`.
  package func applying(_ changes: [WarehouseChange]) -> WarehouseState {
    var state = self
    for change in changes { state.apply(change) }
    return state
  }

  mutating func apply(_ change: WarehouseChange) {
    switch change {
    case .renameRole(let old, let new): rename(old, to: new)
    case .createRole(let role): roles[role.name] = role
    case .alterLogin(let role, let canLogin): roles[role]?.canLogin = canLogin
    case .dropRole(let role): drop(role.name)
    case .addMembership(let member, let role):
      roles[member]?.memberOf.append(role)
      roles[member]?.memberOf.sort()
    case .dropMembership(let member, let role): roles[member]?.memberOf.removeAll { $0 == role }
    case .createSchema(let schema): schemas[schema.address] = schema
    case .alterSchemaOwner(let schema, _, let owner): schemas[schema]?.owner = owner
    case .alterComment(let what, _, let comment): setComment(of: what, to: comment)
    case .dropPolicy(let policy): policies[policy.key] = nil
    case .createPolicy(let policy), .replacePolicy(_, let policy): policies[policy.key] = policy
    case .dropView(let view, _):
      views[view.address] = nil
      forgetRights(on: view.address)
    case .createView(let view, _): views[view.address] = view.strippedForCreation
    case .alterViewOwner(let view, _, _, let owner): views[view]?.owner = owner
    case .addGrant(let grant), .alterGrant(_, let grant): grants[grant.key] = grant
    case .dropGrant(let grant): grants[grant.key] = nil
    case .reinstateTable: break
    case .retireTable(_, let dropped): for grant in dropped { grants[grant.key] = nil }
    default: applyToTable(change)
    }
  }

  private mutating func applyToTable(_ change: WarehouseChange) {
    switch change {
    case .renameTable(let old, let new): rename(old, to: new)
    case .renameColumn(let table, let old, let new): renameColumn(of: table, from: old, to: new)
    case .dropConstraint(let constraint, let table): tables[table]?.remove(constraint)
    case .addConstraint(let constraint, let table): tables[table]?.insert(constraint)
    case .dropTable(let table):
      tables[table.address] = nil
      forgetRights(on: table.address)
    case .createTable(let table): tables[table.address] = table.strippedForCreation
    case .rebuildTable(let old, let new, _, _):
      tables[new.address] = new
      for column in old.columns where !new.columns.contains(where: { $0.name == column.name }) {
        takeRights(on: column.name, of: new.address)
      }
    case .addColumn(let column, let table): tables[table]?.columns.append(column)
    case .alterColumnType(let column, _, let type, _): edit(column) { $0.type = type }
    case .alterNullability(let column, let isRequired): edit(column) { $0.isRequired = isRequired }
    case .alterDefault(let column, _, let value): edit(column) { $0.defaultValue = value }
    case .alterGeneration(let column, _, _, let new): edit(column) { $0.generation = new }
    case .alterEncoding(let column, _, let encoding): edit(column) { $0.encoding = encoding }
    case .alterDistribution(let table, _, let distribution):
      tables[table]?.distribution = distribution
    case .alterSortKey(let table, _, let key): tables[table]?.sortKey = key
    case .createIndex(let index, let table): editIndexes(of: table) { $0.append(index) }
    case .dropIndex(let index, let table):
      editIndexes(of: table) { $0.removeAll { $0.name == index.name } }
    case .addPartition(let partition, let table):
      var partitions = tables[table]?.partitions ?? []
      partitions.append(partition)
      tables[table]?.partitions = partitions.sorted { $0.address < $1.address }
    case .dropPartition(let partition, let table):
      tables[table]?.partitions?.removeAll { $0.address == partition.address }
    case .dropColumn(let column, let table): dropColumn(column.name, of: table)
    case .alterTableOwner(let table, _, let owner): tables[table]?.owner = owner
    case .setRowSecurity(let table, let isOn): tables[table]?.hasRowSecurity = isOn
    default: preconditionFailure("a change of a table that is not applied: \(change)")
    }
  }

  private mutating func edit(_ address: ColumnAddress, _ body: (inout Column) -> Void) {
    guard let place = tables[address.table]?.columns.firstIndex(where: { $0.name == address.name })
    else { return }
    body(&tables[address.table]!.columns[place])
  }

  private mutating func editIndexes(
    of address: TableAddress, _ body: (inout [TableIndex]) -> Void
  ) {
    var indexes = tables[address]?.indexes ?? views[address]?.indexes ?? []
    body(&indexes)
    indexes.sort { $0.name < $1.name }
    tables[address]?.indexes = indexes
    views[address]?.indexes = indexes
  }

  private mutating func setComment(of what: WarehouseChange.Commented, to comment: String?) {
    switch what {
    case .schema(let schema): schemas[schema]?.comment = comment
    case .table(let table): tables[table]?.comment = comment
    case .view(let view, _): views[view]?.comment = comment
    case .role(let role): roles[role]?.comment = comment
    case .column(let column):
      edit(column) { $0.comment = comment }
      if let place = views[column.table]?.columns.firstIndex(where: { $0.name == column.name }) {
        views[column.table]!.columns[place].comment = comment
      }
    }
  }

  private mutating func forgetRights(on table: TableAddress) {
    grants = grants.filter { $0.key.target != .table(table) }
    policies = policies.filter { $0.key.table != table }
  }

  private mutating func dropColumn(_ name: String, of address: TableAddress) {
    tables[address]?.columns.removeAll { $0.name == name }
    tables[address]?.indexes?.removeAll { $0.names(name) }
    takeRights(on: name, of: address)
  }

  private mutating func takeRights(on name: String, of address: TableAddress) {
    for (key, grant) in grants where key.target == .table(address) {
      var grant = grant
      grant.columnPrivileges = grant.columnPrivileges.mapValues { $0.subtracting([name]) }
      grant = grant.normalized()
      grants[key] = grant.isEmpty ? nil : grant
    }
  }

  private mutating func drop(_ role: RoleName) {
    roles[role] = nil
    grants = grants.filter { $0.key.role != role }
    for name in roles.keys { roles[name]!.memberOf.removeAll { $0 == role } }
  }
}

extension WarehouseTable {
  /// What creating it makes: without foreign keys, owner and row security, which follow.
  var strippedForCreation: WarehouseTable {
    var copy = self
    copy.foreignKeys = []
    copy.owner = nil
    copy.hasRowSecurity = false
    copy.indexes = indexes == nil ? nil : []
    copy.partitions = partitions == nil ? nil : []
    return copy
  }

  /// What a rebuild makes of it: without foreign keys and indexes, which follow; owner and row security
  /// are the live ones yet.
  func rebuilt(from live: WarehouseTable) -> WarehouseTable {
    var copy = strippedForCreation
    copy.owner = live.owner
    copy.hasRowSecurity = live.hasRowSecurity
    copy.partitions = partitions
    copy.columns += live.columns.filter { old in !columns.contains { $0.name == old.name } }
    return copy
  }

  mutating func insert(_ constraint: TableConstraint) {
    switch constraint {
    case .primaryKey(let columns): primaryKey = columns
    case .unique(let columns): uniqueKeys.append(columns)
    case .foreignKey(let key): foreignKeys.append(key)
    case .check(let check): checks = ((checks ?? []) + [check]).sorted()
    }
    sortKeys()
  }

  mutating func remove(_ constraint: TableConstraint) {
    switch constraint {
    case .primaryKey: primaryKey = []
    case .unique(let columns): uniqueKeys.removeAll { $0 == columns }
    case .foreignKey(let key): foreignKeys.removeAll { $0 == key }
    case .check(let check): checks?.removeAll { $0.name == check.name }
    }
  }

  mutating func sortKeys() {
    uniqueKeys.sort { $0.lexicographicallyPrecedes($1) }
    foreignKeys.sort { a, b in
      (a.columns + [a.target.description]).lexicographicallyPrecedes(
        b.columns + [b.target.description])
    }
  }
}

extension WarehouseView {
  /// What creating it makes: the indexes of a materialized one follow.
  var strippedForCreation: WarehouseView {
    var copy = self
    copy.indexes = indexes == nil ? nil : []
    return copy
  }
}

extension TableIndex {
  /// Whether the column is one of its parts, or carried along.
  func names(_ column: String) -> Bool {
    parts.contains { $0.column == column } || included.contains(column)
  }
}
