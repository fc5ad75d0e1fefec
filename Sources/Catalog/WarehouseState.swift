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
