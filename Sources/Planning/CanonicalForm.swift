internal import Catalog
internal import JSON

/// The versioned form of live objects that fingerprints are made over: version 3. Every member is
/// always there, and everything without an order is sorted.
enum CanonicalForm {
  static let version: Int64 = 3

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
        "target_columns": list(key.targetColumns), "on_delete": .string(key.onDelete.rawValue),
        "on_update": .string(key.onUpdate.rawValue), "timing": .string(key.timing.rawValue),
      ]
    }
    return [
      "address": text(table.address), "columns": .array(table.columns.map { of($0) }),
      "primary_key": list(table.primaryKey),
      "unique_keys": .array(table.uniqueKeys.map { list($0) }),
      "foreign_keys": .array(foreignKeys), "owner": text(table.owner),
      "comment": text(table.comment), "row_security": .bool(table.hasRowSecurity),
      "checks": optional(table.checks) {
        ["name": .string($0.name), "condition": .string($0.condition)]
      },
      "indexes": optional(table.indexes) { of($0) },
      "partitioning": text(table.partitioning?.summary),
      "partitions": optional(table.partitions) { of($0) },
      "distribution": distribution(table.distribution), "sort_key": sortKey(table.sortKey),
    ]
  }

  private static func optional<T>(_ values: [T]?, _ form: (T) -> JSONValue) -> JSONValue {
    values.map { .array($0.map(form)) } ?? .null
  }

  static func of(_ index: TableIndex) -> JSONValue {
    let parts = index.parts.map { part -> JSONValue in
      let (kind, text) =
        switch part.key {
        case .column(let name): ("column", name)
        case .expression(let text): ("expression", text)
        }
      return [
        kind: .string(text), "operator_class": self.text(part.operatorClass),
        "descending": .bool(part.isDescending), "nulls_first": .bool(part.nullsFirst),
      ]
    }
    return [
      "name": .string(index.name), "method": .string(index.method),
      "unique": .bool(index.isUnique), "parts": .array(parts), "included": list(index.included),
      "condition": text(index.condition),
    ]
  }

  private static func of(_ partition: TablePartition) -> JSONValue {
    let bounds: JSONValue
    switch partition.bounds {
    case .range(let from, let to):
      bounds = ["from": .array(from.map { of($0) }), "to": .array(to.map { of($0) })]
    case .list(let values): bounds = ["in": .array(values.map { text($0) })]
    case .hash(let modulus, let remainder):
      bounds = ["modulus": .integer(Int64(modulus)), "remainder": .integer(Int64(remainder))]
    case .others: bounds = "others"
    }
    return ["address": text(partition.address), "bounds": bounds]
  }

  private static func of(_ limit: PartitionBounds.Limit) -> JSONValue {
    switch limit {
    case .value(let text): ["value": .string(text)]
    case .minimum: "minimum"
    case .maximum: "maximum"
    }
  }

  private static func sortKey(_ key: SortKey?) -> JSONValue {
    key.map { ["columns": list($0.columns), "interleaved": .bool($0.isInterleaved)] } ?? .null
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
      "address": text(view.address), "kind": .string(view.kind.rawValue),
      "body": .string(view.body), "options": list(view.options ?? []),
      "indexes": optional(view.indexes) { of($0) },
      "columns": .array(view.columns.map { of($0) }),
      "security_barrier": .bool(view.isSecurityBarrier), "owner": text(view.owner),
      "comment": text(view.comment),
    ]
  }

  static func of(_ column: Column) -> JSONValue {
    [
      "name": .string(column.name), "type": text(column.type),
      "required": .bool(column.isRequired), "comment": text(column.comment),
      "default": text(column.defaultValue), "generation": generation(column.generation),
      "encoding": text(column.encoding),
    ]
  }

  private static func generation(_ generation: ColumnGeneration?) -> JSONValue {
    switch generation {
    case nil: .null
    case .identity(let identity):
      [
        "identity": .string(identity.isAlways ? "always" : "by default"),
        "start": .integer(identity.start), "step": .integer(identity.step),
      ]
    case .serial: "serial"
    case .computed(let expression): ["computed": .string(expression)]
    }
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
