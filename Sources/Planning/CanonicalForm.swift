internal import Catalog
internal import JSON

/// The versioned form of live objects that fingerprints are made over: version 1. Every member is
/// always there, and everything without an order is sorted.
enum CanonicalForm {
  static let version: Int64 = 1

  static func of(_ schema: WarehouseSchema) -> JSONValue {
    [
      "address": text(schema.address), "owner": text(schema.owner),
      "comment": text(schema.comment),
    ]
  }

  static func of(_ table: WarehouseTable) -> JSONValue {
    let foreignKeys = table.foreignKeys.map { key -> JSONValue in
      [
        "columns": list(key.columns), "target": text(key.target),
        "target_columns": list(key.targetColumns),
      ]
    }
    return [
      "address": text(table.address), "columns": .array(table.columns.map { of($0) }),
      "primary_key": list(table.primaryKey),
      "unique_keys": .array(table.uniqueKeys.map { list($0) }),
      "foreign_keys": .array(foreignKeys), "owner": text(table.owner),
      "comment": text(table.comment), "row_security": .bool(table.hasRowSecurity),
      "distribution": distribution(table.distribution), "sort_key": list(table.sortKey),
    ]
  }

  private static func distribution(_ distribution: Distribution?) -> JSONValue {
    switch distribution {
    case nil: .null
    case .all: "all"
    case .even: "even"
    case .key(let column): ["key": .string(column)]
    }
  }

  static func of(_ view: WarehouseView) -> JSONValue {
    [
      "address": text(view.address), "body": .string(view.body),
      "columns": .array(view.columns.map { of($0) }),
      "security_barrier": .bool(view.isSecurityBarrier), "owner": text(view.owner),
      "comment": text(view.comment),
    ]
  }

  static func of(_ column: Column) -> JSONValue {
    [
      "name": .string(column.name), "type": text(column.type),
      "required": .bool(column.isRequired), "comment": text(column.comment),
      "default": text(column.defaultValue),
    ]
  }

  static func of(_ role: Role) -> JSONValue {
    [
      "name": text(role.name), "login": .bool(role.canLogin),
      "member_of": list(role.memberOf.map(\.text).sorted()), "comment": text(role.comment),
    ]
  }

  static func of(_ grant: Grant) -> JSONValue {
    let columns = grant.columnPrivileges.sorted { $0.key < $1.key }.map { privilege, columns in
      (privilege.rawValue, list(columns.sorted()))
    }
    return [
      "role": text(grant.role), "target": text(grant.target),
      "privileges": list(grant.privileges.sorted().map(\.rawValue)),
      "column_privileges": .object(JSONObject(columns)),
    ]
  }

  static func of(_ policy: Policy) -> JSONValue {
    [
      "table": text(policy.table), "name": .string(policy.name),
      "roles": list(policy.roles.map(\.text).sorted()), "scope": .string(policy.scope.rawValue),
      "condition": .string(policy.condition),
    ]
  }

  static func of(_ namespace: LakeNamespace) -> JSONValue { ["address": text(namespace.address)] }

  /// Without properties: which of them are read depends on who reads.
  static func of(_ table: LakeTable) -> JSONValue {
    let sorting = table.sortFields.map { field -> JSONValue in
      [
        "column": .string(field.column), "transform": text(field.transform),
        "descending": .bool(field.isDescending), "nulls_first": .bool(field.nullsFirst),
      ]
    }
    let partitions = table.partitionFields.map { field -> JSONValue in
      ["column": .string(field.column), "transform": text(field.transform)]
    }
    return [
      "address": text(table.address), "columns": .array(table.columns.map { of($0) }),
      "partitions": .array(partitions), "sorting": .array(sorting), "key": list(table.key),
    ]
  }

  private static func text(_ value: (some CustomStringConvertible)?) -> JSONValue {
    value.map { .string($0.description) } ?? .null
  }

  private static func list(_ values: [String]) -> JSONValue {
    .array(values.map { .string($0) })
  }
}
