package import Catalog

extension DDLWriter {
  /// Everything that makes the table what it is, but who may read it: for its file under
  /// `generated/<env>/warehouse`.
  package func document(of table: WarehouseTable) -> [String] {
    var statements = createTable(table)
    statements += table.constraints.filter(\.isForeignKey).map {
      addConstraint($0, to: table.address)
    }
    statements += (table.indexes ?? []).map { createIndex($0, on: table.address) }
    statements += (table.partitions ?? []).map { addPartition($0, to: table.address) }
    statements += comments(of: table)
    if let owner = table.owner { statements.append(changeOwner(ofTable: table.address, to: owner)) }
    if table.hasRowSecurity && hasTablePolicies {
      statements.append(setRowSecurity(of: table.address, true))
    }
    return statements
  }

  package func document(of view: WarehouseView) -> [String] {
    createView(view) + (view.indexes ?? []).map { createIndex($0, on: view.address) }
  }

  package func document(of schema: WarehouseSchema) -> [String] { createSchema(schema) }

  /// The role, its memberships, grants and row filters: for its file under
  /// `generated/<env>/warehouse/roles`. Nil when the state has no such role.
  package func document(of role: RoleName, in state: WarehouseState) -> [String]? {
    guard let role = state.roles[role] else { return nil }
    var statements = createRole(role)
    statements += role.memberOf.map { addMembership(of: role.name, in: $0) }
    let grants = state.grants.filter { $0.key.role == role.name }.sorted { $0.key < $1.key }
    statements += grants.flatMap { addGrant($0.value) }
    guard hasTablePolicies else { return statements }
    let policies = state.policies.filter { $0.value.roles.contains(role.name) }
    return statements + policies.sorted { $0.key < $1.key }.map { createPolicy($0.value) }
  }
}
