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
    let types = StoredTypes(dialect)
    state.tables = tables.mapValues { $0.normalized(for: types) }
    state.views = views.mapValues { view in
      var view = view
      view.columns = view.columns.map { $0.normalized(for: types) }
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
    state.grants.reserveCapacity(grants.count)
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
  func normalized(for types: StoredTypes) -> WarehouseTable {
    var table = self
    table.columns = columns.map { column in
      var column = column.normalized(for: types)
      if !column.isRequired, primaryKey.contains(column.name) { column.isRequired = true }
      return column
    }
    table.comment = comment.nonEmpty
    // A unique key that says what the primary key says is none of its own (PostgreSQL keeps one).
    if !uniqueKeys.isEmpty {
      table.uniqueKeys = Set(uniqueKeys).filter { $0 != primaryKey && !$0.isEmpty }
    }
    if !foreignKeys.isEmpty { table.foreignKeys = Array(Set(foreignKeys)) }
    table.sortKeys()
    table.checks?.sort()
    table.indexes?.sort { $0.name < $1.name }
    table.partitions?.sort { $0.address < $1.address }
    return table
  }
}

extension Column {
  func normalized(for types: StoredTypes) -> Column {
    let stored = types[type]
    let isCounter = if case .identity = generation { true } else { false }
    guard stored != type || isCounter && !isRequired || comment?.isEmpty == true else {
      return self
    }
    var column = self
    column.type = stored
    if comment?.isEmpty == true { column.comment = nil }
    if isCounter { column.isRequired = true }
    return column
  }
}

/// What types are after a way through a dialect; each is worked out once.
final class StoredTypes {
  private let dialect: Dialect
  private var known: [DataType: DataType] = [:]

  init(_ dialect: Dialect) { self.dialect = dialect }

  subscript(type: DataType) -> DataType {
    if let stored = known[type] { return stored }
    let stored: DataType =
      switch type {
      case .native(let name): dialect.storedType(ofNative: name)
      default: dialect.typeName(type).flatMap { dialect.dataType(named: $0) } ?? type
      }
    known[type] = stored
    return stored
  }
}

extension String? {
  var nonEmpty: String? { self?.isEmpty == true ? nil : self }
}
