/// How far Weir goes with a schema, namespace or role.
package enum ManageMode: String, Hashable, Sendable, Codable {
  /// Looks only: nothing is ever changed.
  case observe
  /// Creates and extends; never drops or revokes.
  case additive
  /// Makes it what specs say.
  case authoritative
}

/// What specs say about names that changed (`was:`): the new name, and what it was called.
package struct Renames: Equatable, Sendable {
  /// By the new address.
  package var tables: [TableAddress: TableAddress]
  /// By the new address, whose table is the table's new address.
  package var columns: [ColumnAddress: String]
  package var roles: [RoleName: RoleName]

  package init(
    tables: [TableAddress: TableAddress] = [:], columns: [ColumnAddress: String] = [:],
    roles: [RoleName: RoleName] = [:]
  ) {
    self.tables = tables
    self.columns = columns
    self.roles = roles
  }
}

/// What specs claim of the platform, and how far each claim goes. Whatever lies outside is shown at
/// most, never touched.
package struct ManagedScope: Equatable, Sendable {
  package var schemas: [SchemaAddress: ManageMode]
  package var roles: [RoleName: ManageMode]

  package init(
    schemas: [SchemaAddress: ManageMode] = [:], roles: [RoleName: ManageMode] = [:]
  ) {
    self.schemas = schemas
    self.roles = roles
  }
}
