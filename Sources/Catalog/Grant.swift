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
