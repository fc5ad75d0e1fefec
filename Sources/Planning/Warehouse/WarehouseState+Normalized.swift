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
      // Its columns have no comments (Redshift).
      if view.kind == .lateBinding {
        for place in view.columns.indices { view.columns[place].comment = nil }
      }
      return view
    }
    state.normalizeRights()
    return state
  }

  /// The part of the normal form that speaks of roles and of what they may do.
  mutating func normalizeRights() {
    roles = roles.mapValues { role in
      var role = role
      role.memberOf = Set(role.memberOf).sorted()
      role.comment = role.comment.nonEmpty
      return role
    }
    policies = policies.mapValues { policy in
      var policy = policy
      policy.roles = Set(policy.roles).sorted()
      return policy
    }
    for (key, grant) in grants {
      let normal = grant.normalized()
      if normal.isEmpty || owner(of: grant.target) == grant.role {
        grants[key] = nil
      } else if normal != grant {
        grants[key] = normal
      }
    }
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
    for place in columns.indices {
      let column = columns[place]
      if let normal = column.normalForm(for: types) { table.columns[place] = normal }
      if !column.isRequired, primaryKey.contains(column.name) {
        table.columns[place].isRequired = true
      }
    }
    if comment?.isEmpty == true { table.comment = nil }
    // A unique key that says what the primary key says is none of its own (PostgreSQL keeps one).
    if !uniqueKeys.isEmpty {
      table.uniqueKeys = Set(uniqueKeys).filter { $0 != primaryKey && !$0.isEmpty }
    }
    if !foreignKeys.isEmpty { table.foreignKeys = Array(Set(foreignKeys)) }
    if !uniqueKeys.isEmpty || !foreignKeys.isEmpty { table.sortKeys() }
    if let checks, checks.count > 1 { table.checks = checks.sorted() }
    if let indexes, indexes.count > 1 { table.indexes = indexes.sorted { $0.name < $1.name } }
    if let partitions, partitions.count > 1 {
      table.partitions = partitions.sorted { $0.address < $1.address }
    }
    return table
  }
}

extension Column {
  func normalized(for types: StoredTypes) -> Column { normalForm(for: types) ?? self }

  /// Nil when it is in normal form.
  func normalForm(for types: StoredTypes) -> Column? {
    let stored = types[type]
    let isCounter = if case .identity = generation { true } else { false }
    guard stored != type || isCounter && !isRequired || comment?.isEmpty == true else {
      return nil
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
