/// What a warehouse database holds, as far as Weir describes it.
package struct WarehouseState: Equatable, Sendable, Codable {
  package var schemas: [SchemaAddress: WarehouseSchema]
  package var tables: [TableAddress: WarehouseTable]
  package var views: [TableAddress: WarehouseView]
  package var roles: [RoleName: Role]
  /// Column-level and object-level privileges; at most one per role and target.
  package var grants: [GrantKey: Grant]
  package var policies: [PolicyKey: Policy]

  package init(
    schemas: [SchemaAddress: WarehouseSchema] = [:],
    tables: [TableAddress: WarehouseTable] = [:],
    views: [TableAddress: WarehouseView] = [:],
    roles: [RoleName: Role] = [:],
    grants: [GrantKey: Grant] = [:],
    policies: [PolicyKey: Policy] = [:]
  ) {
    self.schemas = schemas
    self.tables = tables
    self.views = views
    self.roles = roles
    self.grants = grants
    self.policies = policies
  }
}

/// A schema of the warehouse.
package struct WarehouseSchema: Hashable, Sendable, Codable {
  package var address: SchemaAddress
  /// The database principal that owns it; nil on the desired side is no opinion.
  package var owner: RoleName?
  package var comment: String?

  package init(address: SchemaAddress, owner: RoleName? = nil, comment: String? = nil) {
    self.address = address
    self.owner = owner
    self.comment = comment
  }
}

/// A table of the warehouse.
package struct WarehouseTable: Hashable, Sendable, Codable {
  package var address: TableAddress
  package var columns: [Column]
  /// Empty when there is none.
  package var primaryKey: [String]
  /// Each a list of columns; sorted.
  package var uniqueKeys: [[String]]
  /// Sorted by columns.
  package var foreignKeys: [ForeignKey]
  /// The database principal that owns it; nil on the desired side is no opinion.
  package var owner: RoleName?
  package var comment: String?
  /// Whether readers see only the rows that policies let through.
  package var hasRowSecurity: Bool
  /// Redshift only; nil elsewhere, and where it is left to Redshift.
  package var distribution: Distribution?
  /// Redshift's sort key; empty elsewhere, and where it is left to Redshift.
  package var sortKey: [String]

  package init(
    address: TableAddress, columns: [Column], primaryKey: [String] = [],
    uniqueKeys: [[String]] = [], foreignKeys: [ForeignKey] = [], owner: RoleName? = nil,
    comment: String? = nil, hasRowSecurity: Bool = false, distribution: Distribution? = nil,
    sortKey: [String] = []
  ) {
    self.address = address
    self.columns = columns
    self.primaryKey = primaryKey
    self.uniqueKeys = uniqueKeys
    self.foreignKeys = foreignKeys
    self.owner = owner
    self.comment = comment
    self.hasRowSecurity = hasRowSecurity
    self.distribution = distribution
    self.sortKey = sortKey
  }
}

/// A reference from columns of one table to the key of another.
package struct ForeignKey: Hashable, Sendable, Codable {
  package var columns: [String]
  package var target: TableAddress
  package var targetColumns: [String]

  package init(columns: [String], target: TableAddress, targetColumns: [String]) {
    self.columns = columns
    self.target = target
    self.targetColumns = targetColumns
  }
}

/// How Redshift spreads a table's rows over its slices.
package enum Distribution: Hashable, Sendable, Codable {
  case all
  case even
  case key(String)
}

/// A view of the warehouse.
package struct WarehouseView: Hashable, Sendable, Codable {
  package var address: TableAddress
  /// The query, in the canonical text of the warehouse's dialect.
  package var body: String
  package var columns: [Column]
  /// Whether conditions of the reader are kept from seeing rows the view hides.
  package var isSecurityBarrier: Bool
  package var owner: RoleName?
  package var comment: String?

  package init(
    address: TableAddress, body: String, columns: [Column], isSecurityBarrier: Bool = false,
    owner: RoleName? = nil, comment: String? = nil
  ) {
    self.address = address
    self.body = body
    self.columns = columns
    self.isSecurityBarrier = isSecurityBarrier
    self.owner = owner
    self.comment = comment
  }
}

/// A role or login.
package struct Role: Hashable, Sendable, Codable {
  package var name: RoleName
  package var canLogin: Bool
  /// The roles whose rights it has; sorted.
  package var memberOf: [RoleName]
  package var comment: String?

  package init(
    name: RoleName, canLogin: Bool = false, memberOf: [RoleName] = [], comment: String? = nil
  ) {
    self.name = name
    self.canLogin = canLogin
    self.memberOf = memberOf
    self.comment = comment
  }
}

/// What a role may do with an object.
package enum Privilege: String, Hashable, Sendable, Codable, Comparable, CaseIterable {
  case usage = "USAGE"
  case create = "CREATE"
  case select = "SELECT"
  case insert = "INSERT"
  case update = "UPDATE"
  case delete = "DELETE"
  case truncate = "TRUNCATE"
  case references = "REFERENCES"
  case trigger = "TRIGGER"

  package static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
}

/// Finds the one `Grant` of a role on an object.
package struct GrantKey: Hashable, Sendable, Codable, Comparable {
  package let role: RoleName
  package let target: GrantTarget

  package init(role: RoleName, target: GrantTarget) {
    self.role = role
    self.target = target
  }

  package static func < (a: Self, b: Self) -> Bool { (a.role, a.target) < (b.role, b.target) }
}

/// Everything one role may do on one object. A privilege stands at object level or at column level,
/// never at both.
package struct Grant: Hashable, Sendable, Codable {
  package var role: RoleName
  package var target: GrantTarget
  /// On the whole object.
  package var privileges: Set<Privilege>
  /// On single columns: the columns by privilege.
  package var columnPrivileges: [Privilege: Set<String>]

  package init(
    role: RoleName, target: GrantTarget, privileges: Set<Privilege> = [],
    columnPrivileges: [Privilege: Set<String>] = [:]
  ) {
    self.role = role
    self.target = target
    self.privileges = privileges
    self.columnPrivileges = columnPrivileges
  }

  package var key: GrantKey { GrantKey(role: role, target: target) }
}

/// Finds a policy: its name is unique within its table.
package struct PolicyKey: Hashable, Sendable, Codable, Comparable {
  package let table: TableAddress
  package let name: String

  package init(table: TableAddress, name: String) {
    self.table = table
    self.name = name
  }

  package static func < (a: Self, b: Self) -> Bool { (a.table, a.name) < (b.table, b.name) }
}

/// Which rows of a table roles may see or, for a loader, write. Policies of one person add up.
package struct Policy: Hashable, Sendable, Codable {
  /// What the policy speaks of.
  package enum Scope: String, Hashable, Sendable, Codable {
    case read
    /// Reading and writing: the scope of loaders.
    case all
  }

  package var table: TableAddress
  package var name: String
  /// Sorted.
  package var roles: [RoleName]
  package var scope: Scope
  /// A condition in the canonical text of the warehouse's dialect; `true` lets every row through.
  package var condition: String

  package init(
    table: TableAddress, name: String, roles: [RoleName], scope: Scope, condition: String
  ) {
    self.table = table
    self.name = name
    self.roles = roles
    self.scope = scope
    self.condition = condition
  }

  package var key: PolicyKey { PolicyKey(table: table, name: name) }
}
