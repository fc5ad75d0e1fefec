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
