internal import Analysis
internal import Catalog
internal import PlanModel
internal import SQL

extension WarehouseTarget {
  mutating func mergeViews() {
    let texts = StoredText(dialect: input.dialect)
    for (address, view) in desired.views.sorted(by: { $0.key < $1.key })
    where mode(address.schema) != .observe {
      if let table = live.tables[address],
        !input.policy.isNamed(.destroys, .table(table.address))
      {
        hold(
          Change(.createView, .table(address), reason: "the spec declares it"),
          "a table of that name is live; --allow destroys:\(address) drops it with its rows")
        continue
      }
      target.tables[address] = nil
      target.views[address] = merged(view, texts)
    }
  }

  /// What the live view says in other words is taken over from it; types follow from the body.
  private func merged(_ view: WarehouseView, _ texts: StoredText) -> WarehouseView {
    guard let old = live.views[view.address] else { return view }
    var view = view
    view.owner = view.owner ?? old.owner
    // Specs say nothing of what else a view has: nobody is to see more than before.
    if view.kind == old.kind {
      view.options = view.options ?? old.options
      view.isSecurityBarrier = view.isSecurityBarrier || old.isSecurityBarrier
    }
    if view.kind == .materialized {
      view.indexes = indexes(view.indexes, with: old.indexes, on: view.address)
    }
    guard
      texts.isSameQuery(old.body, view.body, facts.ledger[.table(view.address)])
        || isTakenOver(old.body, as: view.body)
    else { return view }
    view.body = old.body
    view.columns = old.columns.map { column in
      var column = column
      column.comment = view.columns.first { $0.name == column.name }?.comment
      return column
    }
    return view
  }

  /// Whether somebody who takes the query over from the server writes it so.
  private func isTakenOver(_ stored: String, as wanted: String) -> Bool {
    var columns = desired.tables.mapValues(\.columns)
    columns.merge(desired.views.mapValues(\.columns)) { first, _ in first }
    let query = Understanding(dialect: input.dialect).query(stored, over: columns)
    return (try? query.get().text) == wanted
  }

  // MARK: Policies

  mutating func mergePolicies() {
    let texts = StoredText(dialect: input.dialect)
    for (key, policy) in desired.policies where mode(key.table.schema) != .observe {
      guard target.tables[key.table] != nil else { continue }
      var policy = policy
      let entry = facts.ledger[.policy(table: key.table, name: key.name)]
      if let old = live.policies[key],
        texts.isSameExpression(old.condition, policy.condition, entry)
      {
        policy.condition = old.condition
      }
      target.policies[key] = policy
    }
    for key in live.policies.keys where desired.policies[key] == nil {
      // Where specs filter rows they have the last word; else others may.
      let isDeclared =
        desired.tables[key.table]?.hasRowSecurity == true
        || desired.tables[key.table] != nil && isOurs(.policy(table: key.table, name: key.name))
      if isDeclared && mode(key.table.schema) == .authoritative { target.policies[key] = nil }
    }
    target.policies = target.policies.filter { target.tables[$0.key.table] != nil }
  }

  // MARK: Grants

  mutating func mergeGrants() {
    for (key, grant) in desired.grants where mayGrant(key) {
      let old = live.grants[key]
      if grant != old { target.grants[key] = mayRevoke(key) ? grant : grant.union(old) }
    }
    for key in live.grants.keys where desired.grants[key] == nil && mayRevoke(key) {
      target.grants[key] = nil
    }
    for key in target.grants.keys where !exists(key.target) || !exists(key.role) {
      target.grants[key] = nil
    }
    keepToLiveColumns()
  }

  private func schema(of target: GrantTarget) -> SchemaAddress {
    switch target {
    case .schema(let schema): schema
    case .table(let table): table.schema
    }
  }

  private func mayGrant(_ key: GrantKey) -> Bool {
    mode(key.role) != .observe && mode(schema(of: key.target)) != .observe
  }

  /// Rights of declared roles, where specs have the last word, and all rights of what Weir made and
  /// specs no longer name.
  private func mayRevoke(_ key: GrantKey) -> Bool {
    // That everybody may look into a schema shows nobody a row.
    if key.role == .everybody, case .schema = key.target { return false }
    let isRoleOurs = mode(key.role) == .authoritative || retired.contains(.role(key.role))
    if case .table(let table) = key.target, retired.contains(.table(table)) { return true }
    return isRoleOurs && mode(schema(of: key.target)) == .authoritative
  }

  private func exists(_ role: RoleName) -> Bool {
    role == .everybody || target.roles[role] != nil || live.roles[role] != nil
  }

  private func exists(_ address: GrantTarget) -> Bool {
    switch address {
    case .schema(let schema): target.schemas[schema] != nil
    case .table(let table): target.tables[table] != nil || target.views[table] != nil
    }
  }

  /// A column whose addition is held cannot be granted yet.
  private mutating func keepToLiveColumns() {
    for (key, grant) in target.grants where !grant.columnPrivileges.isEmpty {
      guard case .table(let address) = key.target, let table = target.tables[address] else {
        continue
      }
      let names = Set(table.columns.map(\.name))
      var grant = grant
      grant.columnPrivileges = grant.columnPrivileges.mapValues { $0.intersection(names) }
      target.grants[key] = grant.normalized()
    }
  }
}

extension Grant {
  /// What either gives.
  func union(_ other: Grant?) -> Grant {
    guard let other else { return self }
    var grant = self
    grant.privileges.formUnion(other.privileges)
    grant.columnPrivileges.merge(other.columnPrivileges) { $0.union($1) }
    return grant.normalized()
  }
}
