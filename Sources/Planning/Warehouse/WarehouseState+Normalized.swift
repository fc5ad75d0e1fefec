package import Catalog
package import SQL

extension WarehouseState {
  /// The form in which states are compared, for a warehouse of that dialect. Normalising twice is
  /// normalising once.
  ///
  /// Types are what they are after a way through the dialect, columns of a primary key and with a counter are required,
  /// lists are sorted, and grants that give nothing, or to the owner of their object, are gone: an
  /// owner's rights are no grants.
  package func normalized(for dialect: Dialect) -> WarehouseState {
    var state = self
    state.tables = tables.mapValues { $0.normalized(for: dialect) }
    state.views = views.mapValues { view in
      var view = view
      view.columns = view.columns.map { $0.normalized(for: dialect) }
      return view
    }
    state.roles = roles.mapValues { role in
      var role = role
      role.memberOf = Set(role.memberOf).sorted()
      role.comment = role.comment.nonEmpty
      return role
    }
    state.policies = policies.mapValues { policy in
      var policy = policy
      policy.roles = Set(policy.roles).sorted()
      return policy
    }
    state.grants = [:]
    for grant in grants.values {
      let grant = grant.normalized()
      if !grant.isEmpty && owner(of: grant.target) != grant.role { state.grants[grant.key] = grant }
    }
    return state
  }

  func owner(of target: GrantTarget) -> RoleName? {
    switch target {
    case .schema(let schema): schemas[schema]?.owner
    case .table(let table): tables[table]?.owner ?? views[table]?.owner
    }
  }
}

extension WarehouseTable {
  func normalized(for dialect: Dialect) -> WarehouseTable {
    var table = self
    table.columns = columns.map { column in
      var column = column.normalized(for: dialect)
      if primaryKey.contains(column.name) { column.isRequired = true }
      return column
    }
    table.comment = comment.nonEmpty
    // A unique key that says what the primary key says is none of its own (PostgreSQL keeps one).
    table.uniqueKeys = Set(uniqueKeys).filter { $0 != primaryKey && !$0.isEmpty }
    table.foreignKeys = Array(Set(foreignKeys))
    table.sortKeys()
    table.checks?.sort()
    table.indexes?.sort { $0.name < $1.name }
    table.partitions?.sort { $0.address < $1.address }
    return table
  }
}

extension Column {
  func normalized(for dialect: Dialect) -> Column {
    var column = self
    if comment?.isEmpty == true { column.comment = nil }
    if case .identity = generation { column.isRequired = true }
    if case .native(let name) = type {
      column.type = dialect.storedType(ofNative: name)
    } else if let name = dialect.typeName(type), let stored = dialect.dataType(named: name) {
      column.type = stored
    }
    return column
  }
}

extension String? {
  var nonEmpty: String? { self?.isEmpty == true ? nil : self }
}
