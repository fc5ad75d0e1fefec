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
    case .createView(let view, _): views[view.address] = view
    case .alterViewOwner(let view, _, let owner): views[view]?.owner = owner
    case .addGrant(let grant), .alterGrant(_, let grant): grants[grant.key] = grant
    case .dropGrant(let grant): grants[grant.key] = nil
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
    case .addColumn(let column, let table): tables[table]?.columns.append(column)
    case .alterColumnType(let column, _, let type, _): edit(column) { $0.type = type }
    case .alterNullability(let column, let isRequired): edit(column) { $0.isRequired = isRequired }
    case .alterDefault(let column, _, let value): edit(column) { $0.defaultValue = value }
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

  private mutating func setComment(of what: WarehouseChange.Commented, to comment: String?) {
    switch what {
    case .schema(let schema): schemas[schema]?.comment = comment
    case .table(let table): tables[table]?.comment = comment
    case .view(let view): views[view]?.comment = comment
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
    return copy
  }

  mutating func insert(_ constraint: TableConstraint) {
    switch constraint {
    case .primaryKey(let columns): primaryKey = columns
    case .unique(let columns): uniqueKeys.append(columns)
    case .foreignKey(let key): foreignKeys.append(key)
    }
    sortKeys()
  }

  mutating func remove(_ constraint: TableConstraint) {
    switch constraint {
    case .primaryKey: primaryKey = []
    case .unique(let columns): uniqueKeys.removeAll { $0 == columns }
    case .foreignKey(let key): foreignKeys.removeAll { $0 == key }
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
