internal import Catalog

/// `access/<schema>.csv`: who can read which column, through what, and which rows. One line for each
/// role and column; sorted.
func accessText(of schema: SchemaAddress, _ state: WarehouseState) -> String {
  var lines = ["table,column,role,through,rows"]
  for table in state.tables.values.filter({ $0.address.schema == schema })
    .sorted(by: { $0.address < $1.address })
  {
    for column in table.columns { lines += readers(of: column.name, in: table, state) }
  }
  return lines.joined(separator: "\n") + "\n"
}

/// The roles that hold a grant themselves; whoever is a member of one of them reads through it.
private func readers(
  of column: String, in table: WarehouseTable, _ state: WarehouseState
) -> [String] {
  let target = GrantTarget.table(table.address)
  return state.roles.keys.sorted().compactMap { role in
    guard let grant = state.grants[GrantKey(role: role, target: target)] else { return nil }
    let through: String
    if grant.privileges.contains(.select) {
      through = "grant on table"
    } else if grant.columnPrivileges[.select]?.contains(column) == true {
      through = "grant on column"
    } else {
      return nil
    }
    let policy = state.policies[PolicyKey(table: table.address, name: role.text)]
    let rows = table.hasRowSecurity ? (policy?.condition ?? "FALSE") : "TRUE"
    let fields = [table.address.name, column, role.text, through, rows == "TRUE" ? "all" : rows]
    return fields.map(quoted).joined(separator: ",")
  }
}

/// RFC 4180.
private func quoted(_ field: String) -> String {
  guard field.utf8.contains(where: { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }) else { return field }
  return "\""
    + field.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
    + "\""
}
