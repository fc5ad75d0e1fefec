package import Catalog

extension DDLWriter {
  /// Whether `createPolicy`, `dropPolicy` and `setRowSecurity` may be called.
  package var hasTablePolicies: Bool { rules.rowSecurity == .tablePolicies }

  package func createPolicy(_ policy: Policy) -> String {
    let roles = policy.roles.map { quoted($0) }.joined(separator: ", ")
    var lines = [
      "CREATE POLICY \(quoted(policy.name)) ON \(quoted(policy.table))",
      "  FOR \(policy.scope == .read ? "SELECT" : "ALL")",
      "  TO \(roles)",
      "  USING (\(policy.condition))",
    ]
    if policy.scope == .all { lines.append("  WITH CHECK (\(policy.condition))") }
    return lines.joined(separator: "\n")
  }

  package func dropPolicy(_ name: String, of table: TableAddress) -> String {
    "DROP POLICY \(quoted(name)) ON \(quoted(table))"
  }

  package func setRowSecurity(of table: TableAddress, _ isOn: Bool) -> String {
    "ALTER TABLE \(quoted(table)) \(isOn ? "ENABLE" : "DISABLE") ROW LEVEL SECURITY"
  }
}
