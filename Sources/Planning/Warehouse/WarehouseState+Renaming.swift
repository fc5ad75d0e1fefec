internal import Catalog

extension WarehouseState {
  mutating func rename(_ old: RoleName, to new: RoleName) {
    func named(_ role: RoleName) -> RoleName { role == old ? new : role }
    var renamed: [RoleName: Role] = [:]
    for var role in roles.values {
      role.name = named(role.name)
      role.memberOf = role.memberOf.map { named($0) }.sorted()
      renamed[role.name] = role
    }
    roles = renamed
    var grantsAfter: [GrantKey: Grant] = [:]
    for var grant in grants.values {
      grant.role = named(grant.role)
      grantsAfter[grant.key] = grant
    }
    grants = grantsAfter
    policies = policies.mapValues { policy in
      var policy = policy
      policy.roles = policy.roles.map { named($0) }.sorted()
      return policy
    }
    for address in schemas.keys { schemas[address]!.owner = schemas[address]!.owner.map(named) }
    for address in tables.keys { tables[address]!.owner = tables[address]!.owner.map(named) }
    for address in views.keys { views[address]!.owner = views[address]!.owner.map(named) }
  }

  mutating func rename(_ old: TableAddress, to new: TableAddress) {
    guard var table = tables.removeValue(forKey: old) else { return }
    table.address = new
    tables[new] = table
    for address in tables.keys {
      for place in tables[address]!.foreignKeys.indices
      where tables[address]!.foreignKeys[place].target == old {
        tables[address]!.foreignKeys[place].target = new
      }
      tables[address]!.sortKeys()
    }
    for grant in grants.values where grant.target == .table(old) {
      grants[grant.key] = nil
      var moved = grant
      moved.target = .table(new)
      grants[moved.key] = moved
    }
    for policy in policies.values where policy.table == old {
      policies[policy.key] = nil
      var moved = policy
      moved.table = new
      policies[moved.key] = moved
    }
  }

  /// Keys and grants follow the column; the texts of policies and views are the server's affair.
  mutating func renameColumn(of address: TableAddress, from old: String, to new: String) {
    func named(_ column: String) -> String { column == old ? new : column }
    guard var table = tables[address] else { return }
    for place in table.columns.indices where table.columns[place].name == old {
      table.columns[place].name = new
    }
    table.primaryKey = table.primaryKey.map(named)
    table.uniqueKeys = table.uniqueKeys.map { $0.map(named) }
    table.sortKey = table.sortKey.map {
      SortKey($0.columns.map(named), isInterleaved: $0.isInterleaved)
    }
    if case .key(let column) = table.distribution { table.distribution = .key(named(column)) }
    table.indexes = table.indexes?.map { index in
      var index = index
      index.included = index.included.map(named)
      for place in index.parts.indices {
        if let column = index.parts[place].column {
          index.parts[place].key = .column(named(column))
        }
      }
      return index
    }
    for place in table.foreignKeys.indices {
      table.foreignKeys[place].columns = table.foreignKeys[place].columns.map(named)
    }
    tables[address] = table
    for other in tables.keys {
      for place in tables[other]!.foreignKeys.indices
      where tables[other]!.foreignKeys[place].target == address {
        let columns = tables[other]!.foreignKeys[place].targetColumns.map(named)
        tables[other]!.foreignKeys[place].targetColumns = columns
      }
      tables[other]!.sortKeys()
    }
    for (key, grant) in grants where key.target == .table(address) {
      grants[key]!.columnPrivileges = grant.columnPrivileges.mapValues { Set($0.map(named)) }
    }
  }
}
