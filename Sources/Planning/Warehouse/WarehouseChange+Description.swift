internal import Catalog
internal import Diagnostics
internal import PlanModel

extension WarehouseChange {
  /// What people are told, without the risks.
  var described: Change {
    switch self {
    case .renameRole(let old, let new):
      Change(
        .alterRole, .role(new), before: old.text, after: new.text,
        reason: "the spec says it was '\(old)'")
    case .createRole(let role):
      Change(
        .createRole, .role(role.name), after: role.canLogin ? "login" : "role",
        reason: "the spec declares it")
    case .alterLogin(let role, let canLogin):
      Change(
        .alterRole, .role(role), before: canLogin ? "role" : "login",
        after: canLogin ? "login" : "role",
        reason: "it should \(canLogin ? "" : "not ")be able to log in")
    case .dropRole(let role):
      Change(.dropRole, .role(role.name), before: "role", reason: "the command line names it")
    case .createSchema(let schema):
      Change(.createSchema, .schema(schema.address), reason: "the spec declares it")
    case .alterSchemaOwner(let schema, let old, let new): Self.owner(.schema(schema), old, new)
    case .alterTableOwner(let table, let old, let new),
      .alterViewOwner(let table, _, let old, let new):
      Self.owner(.table(table), old, new)
    case .addMembership(let member, let role):
      Change(
        .addMembership, .membership(role: role, member: member), after: role.text,
        reason: "the spec declares it")
    case .dropMembership(let member, let role):
      Change(
        .dropMembership, .membership(role: role, member: member), before: role.text,
        reason: "no spec names it")
    case .alterComment(let what, let old, let new):
      Change(
        .alterComment, what.address, before: old, after: new,
        reason: new == nil ? "no spec documents it" : "the spec documents it so")
    default: describedRight ?? describedRelation
    }
  }

  private static func owner(_ address: ObjectAddress, _ old: RoleName?, _ new: RoleName) -> Change {
    Change(
      .alterOwner, address, before: old?.text, after: new.text,
      reason: "the spec names '\(new)' as owner")
  }

  private var describedRight: Change? {
    switch self {
    case .addGrant(let grant):
      Change(.addGrant, grant.address, after: grant.summary, reason: "the spec declares it")
    case .dropGrant(let grant):
      Change(.dropGrant, grant.address, before: grant.summary, reason: "no spec names it")
    case .alterGrant(let old, let new):
      Change(
        .alterGrant, new.address, before: old.summary, after: new.summary,
        reason: "the spec gives other rights")
    case .retireTable(let table, let grants):
      Change(
        .retireTable, .table(table),
        before: grants.isEmpty
          ? nil : "readable by " + grants.map(\.role.text).sorted().joined(separator: ", "),
        reason: "no spec names it; its data stays")
    case .reinstateTable(let table):
      Change(.reinstateTable, .table(table), reason: "specs name it again")
    case .createPolicy(let policy):
      Change(.createPolicy, policy.address, after: policy.condition, reason: "the spec declares it")
    case .replacePolicy(let old, let new):
      Change(
        .replacePolicy, new.address, before: old.condition, after: new.condition,
        reason: "the spec says otherwise")
    case .dropPolicy(let policy):
      Change(.dropPolicy, policy.address, before: policy.condition, reason: "no spec names it")
    case .setRowSecurity(let table, let isOn):
      Change(
        isOn ? .enableRowSecurity : .disableRowSecurity, .table(table),
        reason: isOn ? "the spec filters its rows" : "no spec filters its rows")
    default: nil
    }
  }

  private var describedRelation: Change {
    switch self {
    case .renameTable(let old, let new):
      Change(
        .renameTable, .table(new), before: old.dotted, after: new.dotted,
        reason: "the spec says it was '\(old.dotted)'")
    case .createTable(let table):
      Change(
        .createTable, .table(table.address), after: counted(table.columns.count, "column"),
        reason: "the spec declares it")
    case .dropTable(let table):
      Change(
        .dropTable, .table(table.address), before: counted(table.columns.count, "column"),
        reason: "the command line names it")
    case .rebuildTable(let live, let new, _, let reason):
      Change(
        .rebuildTable, .table(new.address), before: counted(live.columns.count, "column"),
        after: counted(new.columns.count, "column"), reason: reason)
    case .createView(let view, _):
      Change(
        .createView, .table(view.address), after: view.kind.noun, reason: "the spec declares it")
    case .dropView(let view, _):
      Change(.dropView, .table(view.address), before: view.kind.noun, reason: "no spec names it")
    case .addConstraint(let constraint, let table):
      Change(
        constraint.kinds.add, constraint.address(in: table), after: constraint.summary,
        reason: "the spec declares it")
    case .dropConstraint(let constraint, let table):
      Change(
        constraint.kinds.drop, constraint.address(in: table), before: constraint.summary,
        reason: "no spec names it")
    case .createIndex(let index, let table):
      Change(
        .createIndex, .index(table: table, name: index.name), after: index.summary,
        reason: "the spec declares it")
    case .dropIndex(let index, let table):
      Change(
        .dropIndex, .index(table: table, name: index.name), before: index.summary,
        reason: "no spec names it")
    case .addPartition(let partition, let table):
      Change(
        .addPartition, .table(table), after: "partition \(partition.address.dotted)",
        reason: "the spec declares it")
    case .dropPartition(let partition, let table):
      Change(
        .dropPartition, .table(table), before: "partition \(partition.address.dotted)",
        reason: "the command line names it")
    case .alterDistribution(let table, let old, let new):
      Change(
        .alterDistribution, .table(table), before: old.summary, after: new.summary,
        reason: "the spec says otherwise")
    case .alterSortKey(let table, let old, let new):
      Change(
        .alterSortKey, .table(table), before: old.summary, after: new.summary,
        reason: "the spec says otherwise")
    default: describedColumn
    }
  }

  private var describedColumn: Change {
    switch self {
    case .renameColumn(let table, let old, let new):
      Change(
        .renameColumn, .column(ColumnAddress(table, new)), before: old, after: new,
        reason: "the spec says it was '\(old)'")
    case .addColumn(let column, let table):
      Change(
        .addColumn, .column(ColumnAddress(table, column.name)), after: column.type.description,
        reason: "the spec declares it")
    case .dropColumn(let column, let table):
      Change(
        .dropColumn, .column(ColumnAddress(table, column.name)),
        before: column.type.description, reason: "the command line names it")
    case .alterColumnType(let column, let old, let new, _):
      Change(
        .alterColumnType, .column(column), before: old.description, after: new.description,
        reason: "the type is '\(old)', wanted '\(new)'")
    case .alterNullability(let column, let isRequired):
      Change(
        .alterColumnNullability, .column(column), before: isRequired ? "optional" : "required",
        after: isRequired ? "required" : "optional",
        reason: "the spec says it is \(isRequired ? "required" : "optional")")
    case .alterDefault(let column, let old, let new):
      Change(
        .alterColumnDefault, .column(column), before: old, after: new,
        reason: "the spec gives another default")
    case .alterGeneration(let column, _, let old, let new):
      Change(
        .alterColumnGeneration, .column(column), before: old?.summary, after: new?.summary,
        reason: new == nil ? "the spec gives no such values" : "the spec makes its values so")
    case .alterEncoding(let column, let old, let new):
      Change(
        .alterEncoding, .column(column), before: old, after: new,
        reason: "the spec names another encoding")
    default: preconditionFailure("a change without words: \(self)")
    }
  }
}

extension Grant {
  var address: ObjectAddress { .grant(role: role, target: target) }

  /// `INSERT, SELECT (a, b)`.
  var summary: String {
    let plain = privileges.sorted().map(\.rawValue)
    let single = columnPrivileges.sorted { $0.key < $1.key }.map { privilege, columns in
      "\(privilege.rawValue) (\(columns.sorted().joined(separator: ", ")))"
    }
    return (plain + single).joined(separator: ", ")
  }
}

extension Policy {
  var address: ObjectAddress { .policy(table: table, name: name) }
}

extension TableConstraint {
  var kinds: (add: Change.Kind, drop: Change.Kind) {
    switch self {
    case .primaryKey: (.addPrimaryKey, .dropPrimaryKey)
    case .unique: (.addUniqueKey, .dropUniqueKey)
    case .foreignKey: (.addForeignKey, .dropForeignKey)
    case .check: (.addCheck, .dropCheck)
    }
  }

  /// A key has no address of its own.
  func address(in table: TableAddress) -> ObjectAddress {
    if case .check(let check) = self { return .constraint(table: table, name: check.name) }
    return .table(table)
  }
}

extension WarehouseView.Kind {
  /// For people.
  var noun: String {
    switch self {
    case .plain: "view"
    case .lateBinding: "late-binding view"
    case .materialized: "materialized view"
    }
  }
}

extension Distribution? {
  /// For people.
  var summary: String {
    switch self {
    case nil: "automatic"
    case .all: "all"
    case .even: "even"
    case .key(let column): "key (\(column))"
    }
  }
}

extension SortKey? {
  /// For people.
  var summary: String {
    guard let self else { return "automatic" }
    return (self.isInterleaved ? "interleaved" : "compound")
      + " (\(self.columns.joined(separator: ", ")))"
  }
}
