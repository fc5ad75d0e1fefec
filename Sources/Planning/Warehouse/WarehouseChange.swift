package import Catalog

/// One difference between two states of a warehouse, with all that it takes to carry it out.
///
/// Addresses are those at the moment of the change: after renames that come before it.
package enum WarehouseChange: Hashable, Sendable {
  case renameRole(from: RoleName, to: RoleName)
  case createRole(Role)
  case alterLogin(of: RoleName, to: Bool)
  case dropRole(Role)
  case createSchema(WarehouseSchema)
  case alterSchemaOwner(SchemaAddress, from: RoleName?, to: RoleName)
  case renameTable(from: TableAddress, to: TableAddress)
  case renameColumn(TableAddress, from: String, to: String)
  case dropPolicy(Policy)
  /// `keptGrants` are those of roles that are not managed: they come back with the view.
  case dropView(WarehouseView, keptGrants: [Grant])
  case dropConstraint(TableConstraint, of: TableAddress)
  case dropTable(WarehouseTable)
  /// Columns, primary key and unique keys; the rest follows as changes of its own.
  case createTable(WarehouseTable)
  case addColumn(Column, to: TableAddress)
  case alterColumnType(ColumnAddress, from: DataType, to: DataType, defaultValue: String?)
  case alterNullability(ColumnAddress, isRequired: Bool)
  case alterDefault(ColumnAddress, from: String?, to: String?)
  case dropColumn(Column, of: TableAddress)
  case addConstraint(TableConstraint, to: TableAddress)
  case alterTableOwner(TableAddress, from: RoleName?, to: RoleName)
  case createView(WarehouseView, keptGrants: [Grant])
  case alterViewOwner(TableAddress, from: RoleName?, to: RoleName)
  case alterComment(Commented, from: String?, to: String?)
  case addGrant(Grant)
  case dropGrant(Grant)
  case alterGrant(from: Grant, to: Grant)
  case retireTable(TableAddress, grants: [Grant])
  case createPolicy(Policy)
  case replacePolicy(from: Policy, to: Policy)
  case setRowSecurity(TableAddress, Bool)
  case addMembership(of: RoleName, in: RoleName)
  case dropMembership(of: RoleName, in: RoleName)

  /// What a comment stands at.
  package enum Commented: Hashable, Sendable {
    case schema(SchemaAddress)
    case table(TableAddress)
    case view(TableAddress)
    case column(ColumnAddress)
    case role(RoleName)

    var address: ObjectAddress {
      switch self {
      case .schema(let schema): .schema(schema)
      case .table(let table), .view(let table): .table(table)
      case .column(let column): .column(column)
      case .role(let role): .role(role)
      }
    }
  }
}
