internal import Catalog
internal import DDL

/// Turns changes of a warehouse into statements.
struct WarehouseLowering {
  let writer: DDLWriter
  /// With the names that objects have after renames.
  let facts: WarehouseFacts
  /// Views that the plan drops and makes again.
  let remade: Set<TableAddress>

  func statements(for change: WarehouseChange) -> [String] {
    switch change {
    case .renameRole(let old, let new): [writer.renameRole(old, to: new)]
    case .createRole(let role): writer.createRole(role)
    case .alterLogin(let role, let canLogin): [writer.setLogin(of: role, canLogin)]
    case .dropRole(let role): [writer.dropRole(role.name)]
    case .createSchema(let schema): writer.createSchema(schema)
    case .alterSchemaOwner(let schema, _, let owner): [writer.changeOwner(of: schema, to: owner)]
    case .addMembership(let member, let role): [writer.addMembership(of: member, in: role)]
    case .dropMembership(let member, let role): [writer.dropMembership(of: member, in: role)]
    case .addGrant(let grant): writer.addGrant(grant)
    case .dropGrant(let grant): writer.dropGrant(grant)
    case .alterGrant(let old, let new): writer.alterGrant(from: old, to: new)
    case .retireTable(_, let grants): grants.flatMap { writer.dropGrant($0) }
    case .reinstateTable: []
    case .alterComment(let what, _, let comment): [self.comment(what, comment)]
    default: statementsForRelation(change)
    }
  }

  private func statementsForRelation(_ change: WarehouseChange) -> [String] {
    switch change {
    case .renameTable(let old, let new): writer.renameTable(old, to: new)
    case .renameColumn(let table, let old, let new):
      [writer.renameColumn(ColumnAddress(table, old), to: new)]
    case .dropPolicy(let policy): [writer.dropPolicy(policy.name, of: policy.table)]
    case .createPolicy(let policy): [writer.createPolicy(policy)]
    case .replacePolicy(let old, let new):
      [writer.dropPolicy(old.name, of: old.table), writer.createPolicy(new)]
    case .setRowSecurity(let table, let isOn): [writer.setRowSecurity(of: table, isOn)]
    case .dropView(let view, _): [writer.dropView(view.address, view.kind)]
    case .createView(let view, let kept):
      writer.createView(
        view,
        strangers: remade.contains(view.address)
          ? facts.strangers(in: view.address.schema) : []) + kept.flatMap { writer.addGrant($0) }
    case .alterViewOwner(let view, let kind, _, let owner):
      [writer.changeOwner(ofView: view, kind, to: owner)]
    case .dropTable(let table): [writer.dropTable(table.address)]
    case .createTable(let table): writer.createTable(table) + writer.comments(of: table)
    case .rebuildTable(let live, let new, let grants, _):
      writer.rebuildTable(
        live, as: new, grants: grants, strangers: facts.strangers(in: new.address.schema))
    case .alterTableOwner(let table, _, let owner): [writer.changeOwner(ofTable: table, to: owner)]
    default: statementsForColumn(change)
    }
  }

  private func statementsForColumn(_ change: WarehouseChange) -> [String] {
    switch change {
    case .addColumn(let column, let table): writer.addColumn(column, to: table)
    case .dropColumn(let column, let table):
      [writer.dropColumn(ColumnAddress(table, column.name))]
    case .alterColumnType(let column, _, let type, let value):
      writer.alterType(of: column, to: type, defaultValue: value)
    case .alterNullability(let column, let isRequired): [writer.setRequired(column, isRequired)]
    case .alterDefault(let column, _, let value): [writer.setDefault(of: column, to: value)]
    case .alterGeneration(let column, let type, let old, let new):
      writer.alterGeneration(
        of: column, type, from: old, to: new, sequence: facts.sequences[column])
    case .addConstraint(let constraint, let table): [writer.addConstraint(constraint, to: table)]
    case .dropConstraint(let constraint, let table):
      [writer.dropConstraint(named: name(of: constraint, table), of: table)]
    default: statementsForStorage(change)
    }
  }

  private func statementsForStorage(_ change: WarehouseChange) -> [String] {
    switch change {
    case .createIndex(let index, let table): [writer.createIndex(index, on: table)]
    case .dropIndex(let index, let table): [writer.dropIndex(index.name, of: table)]
    case .addPartition(let partition, let table): [writer.addPartition(partition, to: table)]
    case .dropPartition(let partition, _): [writer.dropTable(partition.address)]
    case .alterDistribution(let table, _, let distribution):
      [writer.setDistribution(of: table, to: distribution)]
    case .alterSortKey(let table, _, let key): [writer.setSortKey(of: table, to: key)]
    case .alterEncoding(let column, _, let encoding):
      [writer.setEncoding(of: column, to: encoding)]
    default: preconditionFailure("a change without statements: \(change)")
    }
  }

  /// The server's name where it is known; keys that this plan adds have Weir's.
  private func name(of constraint: TableConstraint, _ table: TableAddress) -> String {
    facts.constraintNames[table]?[constraint] ?? writer.constraintName(constraint, of: table)
  }

  private func comment(_ what: WarehouseChange.Commented, _ comment: String?) -> String {
    switch what {
    case .schema(let schema): writer.commentOnSchema(schema, comment)
    case .table(let table): writer.commentOnTable(table, comment)
    case .view(let view, let kind): writer.commentOnView(view, kind, comment)
    case .column(let column): writer.commentOnColumn(column, comment)
    case .role(let role): writer.commentOnRole(role, comment)
    }
  }

  /// Statements that undo the change; nil when data or a right would not come back.
  func reverse(of change: WarehouseChange) -> [String]? {
    change.inverse.map { $0.flatMap { statements(for: $0) } }
  }
}

extension WarehouseChange {
  /// What undoes it, in order; nil when nothing does.
  var inverse: [WarehouseChange]? {
    switch self {
    case .renameRole(let old, let new): [.renameRole(from: new, to: old)]
    case .createRole(let role): [.dropRole(role)]
    case .alterLogin(let role, let canLogin): [.alterLogin(of: role, to: !canLogin)]
    case .alterSchemaOwner(let schema, let old?, let new):
      [.alterSchemaOwner(schema, from: new, to: old)]
    case .renameTable(let old, let new): [.renameTable(from: new, to: old)]
    case .renameColumn(let table, let old, let new): [.renameColumn(table, from: new, to: old)]
    case .dropPolicy(let policy): [.createPolicy(policy)]
    case .createPolicy(let policy): [.dropPolicy(policy)]
    case .replacePolicy(let old, let new): [.replacePolicy(from: new, to: old)]
    case .dropView(let view, let kept): [.createView(view, keptGrants: kept)]
    case .createView(let view, let kept): [.dropView(view, keptGrants: kept)]
    case .dropConstraint(let constraint, let table): [.addConstraint(constraint, to: table)]
    case .addConstraint(let constraint, let table): [.dropConstraint(constraint, of: table)]
    case .createTable(let table): [.dropTable(table)]
    case .addColumn(let column, let table): [.dropColumn(column, of: table)]
    case .alterColumnType(let column, let old, let new, let value):
      [.alterColumnType(column, from: new, to: old, defaultValue: value)]
    case .alterNullability(let column, let isRequired):
      [.alterNullability(column, isRequired: !isRequired)]
    case .alterDefault(let column, let old, let new): [.alterDefault(column, from: new, to: old)]
    case .alterGeneration(_, _, from: .computed, _): nil
    case .alterGeneration(let column, let type, let old, let new):
      [.alterGeneration(column, type, from: new, to: old)]
    case .alterEncoding(let column, let old?, let new):
      [.alterEncoding(column, from: new, to: old)]
    case .alterDistribution(let table, let old, let new):
      [.alterDistribution(table, from: new, to: old)]
    case .alterSortKey(let table, let old, let new):
      old?.isInterleaved == true ? nil : [.alterSortKey(table, from: new, to: old)]
    case .createIndex(let index, let table): [.dropIndex(index, of: table)]
    case .dropIndex(let index, let table): [.createIndex(index, on: table)]
    case .addPartition(let partition, let table): [.dropPartition(partition, of: table)]
    case .alterTableOwner(let table, let old?, let new):
      [.alterTableOwner(table, from: new, to: old)]
    case .alterViewOwner(let view, let kind, let old?, let new):
      [.alterViewOwner(view, kind, from: new, to: old)]
    case .alterComment(let what, let old, let new): [.alterComment(what, from: new, to: old)]
    case .addGrant(let grant): [.dropGrant(grant)]
    case .dropGrant(let grant): [.addGrant(grant)]
    case .alterGrant(let old, let new): [.alterGrant(from: new, to: old)]
    case .retireTable(_, let grants): grants.map { .addGrant($0) }
    case .setRowSecurity(let table, let isOn): [.setRowSecurity(table, !isOn)]
    case .addMembership(let member, let role): [.dropMembership(of: member, in: role)]
    case .dropMembership(let member, let role): [.addMembership(of: member, in: role)]
    case .createSchema, .dropTable, .dropColumn, .dropRole, .alterSchemaOwner, .alterTableOwner,
      .alterViewOwner, .alterEncoding, .dropPartition, .rebuildTable,
      .reinstateTable:
      nil
    }
  }
}
