package import Catalog

extension DDLWriter {
  /// The role and its comment; without its memberships.
  package func createRole(_ role: Role) -> [String] {
    var statements = [createStatement(role)]
    if let comment = role.comment, rules.hasRoleComments {
      statements.append(commentOnRole(role.name, comment))
    }
    return statements
  }

  private func createStatement(_ role: Role) -> String {
    if rules.rolesLogIn {
      return "CREATE ROLE \(quoted(role.name)) \(role.canLogin ? "LOGIN" : "NOLOGIN")"
    }
    return role.canLogin
      ? "CREATE USER \(quoted(role.name)) PASSWORD DISABLE" : "CREATE ROLE \(quoted(role.name))"
  }

  package func commentOnRole(_ role: RoleName, _ comment: String?) -> String {
    "COMMENT ON ROLE \(quoted(role)) IS \(commentLiteral(comment))"
  }

  package func renameRole(_ role: RoleName, to name: RoleName) -> String {
    "ALTER ROLE \(quoted(role)) RENAME TO \(quoted(name))"
  }

  package func setLogin(of role: RoleName, _ canLogin: Bool) -> String {
    "ALTER ROLE \(quoted(role)) \(canLogin ? "LOGIN" : "NOLOGIN")"
  }

  package func dropRole(_ role: RoleName) -> String { "DROP ROLE \(quoted(role))" }

  package func addMembership(of member: RoleName, in role: RoleName) -> String {
    let prefix = rules.membershipPrefix
    return "GRANT \(prefix)\(quoted(role)) TO \(prefix)\(quoted(member))"
  }

  package func dropMembership(of member: RoleName, in role: RoleName) -> String {
    let prefix = rules.membershipPrefix
    return "REVOKE \(prefix)\(quoted(role)) FROM \(prefix)\(quoted(member))"
  }
}
