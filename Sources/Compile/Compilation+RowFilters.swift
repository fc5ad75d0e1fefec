internal import Analysis
internal import Catalog
internal import Diagnostics
internal import SQL
internal import Spec

extension Compilation {
  /// Gives each table of a filter its policy.
  mutating func lower(_ filter: RowFilterSpec, of role: RoleName) {
    var filtered: Set<TableAddress> = []
    for selector in filter.tables { filtered.formUnion(selectedTables(selector)) }
    for address in filtered.sorted() {
      guard let columns = desired.warehouse.tables[address]?.columns else { continue }
      guard let condition = condition(filter.condition, over: columns, of: address) else { return }
      addPolicy(condition, on: address, for: role)
      filterSpans[PolicyKey(table: address, name: role.text)] = filter.span
    }
  }

  /// The condition in the canonical text of the warehouse; nil when something in it was reported.
  private mutating func condition(
    _ spec: SQLSpec, over columns: [Column], of table: TableAddress
  ) -> String? {
    var found = DiagnosticSink()
    let expression = parseExpression(spec.text, dialect: .redshift, sink: &found)
    var notes = TypeNotes()
    if !found.hasErrors {
      notes =
        analyzeCondition(
          expression, in: spec.text, over: DeclaredTable(address: table, columns: columns),
          dialect: .redshift, sink: &found
        ).notes
    }
    let printed = expression.printed(for: dialect, notes: notes)
    if !found.hasErrors { printed.report(in: spec.text, into: &found) }
    sink.absorb(found)
    return found.hasErrors ? nil : printed.text
  }

  /// Conditions of one role on one table add up.
  private mutating func addPolicy(_ condition: String, on table: TableAddress, for role: RoleName) {
    let key = PolicyKey(table: table, name: role.text)
    var policy = Policy(
      table: table, name: role.text, roles: [role], scope: .read, condition: condition)
    if let other = desired.warehouse.policies[key], other.condition != condition {
      policy.condition = "(\(other.condition)) OR (\(condition))"
    }
    desired.warehouse.policies[key] = policy
    desired.warehouse.tables[table]?.hasRowSecurity = true
  }

  /// On a table with row security, roles without a filter see every row, and the loader writes.
  mutating func finishRowSecurity() {
    for (address, table) in desired.warehouse.tables.sorted(by: { $0.key < $1.key })
    where table.hasRowSecurity {
      for (key, grant) in desired.warehouse.grants.sorted(by: { $0.key < $1.key })
      where key.target == .table(address) {
        let policy = PolicyKey(table: address, name: key.role.text)
        guard desired.warehouse.policies[policy] == nil else { continue }
        let isLoader = grant.privileges.contains(.insert)
        desired.warehouse.policies[policy] = Policy(
          table: address, name: key.role.text, roles: [key.role], scope: isLoader ? .all : .read,
          condition: "TRUE")
      }
    }
  }
}
