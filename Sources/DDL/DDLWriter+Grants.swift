package import Catalog

extension DDLWriter {
  package func addGrant(_ grant: Grant) -> [String] { statements("GRANT", grant, "TO") }

  package func dropGrant(_ grant: Grant) -> [String] { statements("REVOKE", grant, "FROM") }

  /// What is taken away, then what is given. On the same role and target.
  ///
  /// A privilege that moves from the object to single columns is taken from the object first:
  /// that takes it from the columns too (PostgreSQL 15, REVOKE), which are granted afterwards.
  package func alterGrant(from old: Grant, to new: Grant) -> [String] {
    dropGrant(old.subtracting(new)) + addGrant(addition(from: old, to: new))
  }

  private func addition(from old: Grant, to new: Grant) -> Grant {
    var added = new.subtracting(old)
    // Revoking a privilege of the object revoked it from every column.
    for privilege in old.privileges.subtracting(new.privileges) {
      added.columnPrivileges[privilege] = new.columnPrivileges[privilege]
    }
    return added
  }

  func takeAll(on table: TableAddress, from role: RoleName) -> String {
    "REVOKE ALL ON \(quoted(table)) FROM \(grantee(role))"
  }

  private func statements(_ verb: String, _ grant: Grant, _ preposition: String) -> [String] {
    let target =
      switch grant.target {
      case .schema(let schema): "SCHEMA \(quoted(schema.name))"
      case .table(let table): quoted(table)
      }
    let end = "ON \(target) \(preposition) \(grantee(grant.role))"
    var statements: [String] = []
    if !grant.privileges.isEmpty {
      let names = grant.privileges.sorted().map(\.rawValue).joined(separator: ", ")
      statements.append("\(verb) \(names) \(end)")
    }
    for (privilege, columns) in grant.columnPrivileges.sorted(by: { $0.key < $1.key })
    where !columns.isEmpty {
      statements.append("\(verb) \(privilege.rawValue) \(columnList(columns.sorted()))\(end)")
    }
    return statements
  }

  /// In one line where it is short.
  private func columnList(_ columns: [String]) -> String {
    let short = list(columns)
    if short.utf8.count <= 50 { return short + " " }
    return "(\n" + columns.map { "  \(quoted($0))" }.joined(separator: ",\n") + "\n) "
  }
}
