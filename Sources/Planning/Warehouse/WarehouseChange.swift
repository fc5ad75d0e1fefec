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
  /// Columns, primary key, unique keys and checks; the rest follows as changes of its own.
  case createTable(WarehouseTable)
  /// A new table with the old one's rows takes its place. `grants` are all that the old one has, of
  /// roles that are not managed as well. Foreign keys, indexes and policies follow.
  case rebuildTable(from: WarehouseTable, to: WarehouseTable, grants: [Grant], reason: String)
  case addColumn(Column, to: TableAddress)
  case alterColumnType(ColumnAddress, from: DataType, to: DataType, defaultValue: String?)
  case alterNullability(ColumnAddress, isRequired: Bool)
  case alterDefault(ColumnAddress, from: String?, to: String?)
  /// To an expression never: such a column is dropped and added.
  case alterGeneration(
    ColumnAddress, DataType, from: ColumnGeneration?, to: ColumnGeneration?)
  case alterEncoding(ColumnAddress, from: String?, to: String)
  case alterDistribution(TableAddress, from: Distribution?, to: Distribution?)
  case alterSortKey(TableAddress, from: SortKey?, to: SortKey?)
  case dropColumn(Column, of: TableAddress)
  case addConstraint(TableConstraint, to: TableAddress)
  case dropIndex(TableIndex, of: TableAddress)
  case createIndex(TableIndex, on: TableAddress)
  case addPartition(TablePartition, to: TableAddress)
  case dropPartition(TablePartition, of: TableAddress)
  case alterTableOwner(TableAddress, from: RoleName?, to: RoleName)
  case createView(WarehouseView, keptGrants: [Grant])
  case alterViewOwner(TableAddress, WarehouseView.Kind, from: RoleName?, to: RoleName)
  case alterComment(Commented, from: String?, to: String?)
  case addGrant(Grant)
  case dropGrant(Grant)
  case alterGrant(from: Grant, to: Grant)
  case retireTable(TableAddress, grants: [Grant])
  /// Specs name it again; nothing of the object changes.
  case reinstateTable(TableAddress)
  case createPolicy(Policy)
  case replacePolicy(from: Policy, to: Policy)
  case setRowSecurity(TableAddress, Bool)
  case addMembership(of: RoleName, in: RoleName)
  case dropMembership(of: RoleName, in: RoleName)

  /// What a comment stands at.
  package enum Commented: Hashable, Sendable {
    case schema(SchemaAddress)
    case table(TableAddress)
    case view(TableAddress, WarehouseView.Kind)
    case column(ColumnAddress)
    case role(RoleName)

    var address: ObjectAddress {
      switch self {
      case .schema(let schema): .schema(schema)
      case .table(let table), .view(let table, _): .table(table)
      case .column(let column): .column(column)
      case .role(let role): .role(role)
      }
    }
  }
}
