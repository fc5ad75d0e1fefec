package import Catalog
package import SQL

/// Writes the warehouse's objects and their changes as statements of one dialect.
///
/// Statements have no semicolon at the end. Names are quoted by need. The statements of one call are
/// to be run in their order.
package struct DDLWriter: Sendable {
  package let dialect: Dialect
  let rules: DDLRules
  /// Who logs in: a server that tells users from roles writes their names in another way.
  package var users: Set<RoleName> = []

  /// Nil for a dialect that is no warehouse's.
  package init?(dialect: Dialect) {
    let known: [String: DDLRules] = ["postgresql": .postgreSQL, "redshift": .redshift]
    guard let rules = known[dialect.id] else { return nil }
    self.dialect = dialect
    self.rules = rules
  }

  /// The longest name an object may have, in bytes of UTF-8.
  package var maximumNameBytes: Int { rules.maximumNameBytes }

  /// Whether a lock against writers keeps readers out as well.
  package var locksReaders: Bool { rules.lockAgainstWriters.isEmpty }

  /// Statements as the text of a file: each ends with a semicolon, a blank line between two.
  package func script(_ statements: [String]) -> String {
    statements.isEmpty ? "" : statements.joined(separator: ";\n\n") + ";\n"
  }

  // MARK: Parts of statements

  func quoted(_ name: String) -> String { dialect.quoted(name) }

  func quoted(_ address: TableAddress) -> String {
    dialect.quoted(address.schema.name) + "." + dialect.quoted(address.name)
  }

  /// `PUBLIC` stands for everybody and is no name.
  func quoted(_ role: RoleName) -> String {
    role == .everybody ? "PUBLIC" : dialect.quoted(role.text)
  }

  /// The role as it stands after `TO` and `FROM`.
  func grantee(_ role: RoleName) -> String {
    if role == .everybody { return "PUBLIC" }
    return (users.contains(role) ? "" : rules.granteePrefix) + dialect.quoted(role.text)
  }

  /// `(a, b)`.
  func list(_ columns: [String]) -> String {
    "(" + columns.map { dialect.quoted($0) }.joined(separator: ", ") + ")"
  }

  func typeName(_ type: DataType) -> String {
    guard let name = dialect.typeName(type) else {
      preconditionFailure("no type of \(dialect.id) for '\(type)': the compiler lets none through")
    }
    return name
  }

  /// Text or `NULL`, as `COMMENT ON` takes it.
  func commentLiteral(_ text: String?) -> String { text.map { dialect.literal($0) } ?? "NULL" }
}
