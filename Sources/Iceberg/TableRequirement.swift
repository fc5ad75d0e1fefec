package import JSON

/// What a commit asks to be true of the table, or else to be refused (Iceberg REST,
/// TableRequirement).
package enum TableRequirement: Hashable, Sendable {
  case create
  case uuid(String)
  /// Nil: the reference must not exist.
  case reference(name: String, snapshotID: Int64?)
  case lastAssignedFieldID(Int)
  case currentSchemaID(Int)
  case lastAssignedPartitionID(Int)
  case defaultSpecID(Int)
  case defaultSortOrderID(Int)

  /// Reads one element of a request's `requirements`.
  package init(json: JSONValue) throws(IcebergError) {
    let reader = try ObjectReader(json, "a requirement")
    switch try reader.string("type").lowercased() {
    case "assert-create": self = .create
    case "assert-table-uuid": self = .uuid(try reader.string("uuid"))
    case "assert-ref-snapshot-id":
      self = .reference(
        name: try reader.string("ref"), snapshotID: try reader.optionalInteger("snapshot-id"))
    case "assert-last-assigned-field-id":
      self = .lastAssignedFieldID(try reader.int("last-assigned-field-id"))
    case "assert-current-schema-id":
      self = .currentSchemaID(try reader.int("current-schema-id"))
    case "assert-last-assigned-partition-id":
      self = .lastAssignedPartitionID(try reader.int("last-assigned-partition-id"))
    case "assert-default-spec-id": self = .defaultSpecID(try reader.int("default-spec-id"))
    case "assert-default-sort-order-id":
      self = .defaultSortOrderID(try reader.int("default-sort-order-id"))
    case let type: throw .malformed("The requirement '\(type)' is not known.")
    }
  }

  /// As a request carries it.
  package var json: JSONValue {
    switch self {
    case .create: ["type": "assert-create"]
    case .uuid(let uuid): ["type": "assert-table-uuid", "uuid": .string(uuid)]
    case .reference(let name, let id):
      [
        "type": "assert-ref-snapshot-id", "ref": .string(name),
        "snapshot-id": id.map { .integer($0) } ?? .null,
      ]
    case .lastAssignedFieldID(let id):
      ["type": "assert-last-assigned-field-id", "last-assigned-field-id": .integer(Int64(id))]
    case .currentSchemaID(let id):
      ["type": "assert-current-schema-id", "current-schema-id": .integer(Int64(id))]
    case .lastAssignedPartitionID(let id):
      [
        "type": "assert-last-assigned-partition-id",
        "last-assigned-partition-id": .integer(Int64(id)),
      ]
    case .defaultSpecID(let id):
      ["type": "assert-default-spec-id", "default-spec-id": .integer(Int64(id))]
    case .defaultSortOrderID(let id):
      ["type": "assert-default-sort-order-id", "default-sort-order-id": .integer(Int64(id))]
    }
  }

  /// - Throws: a conflict, when it is not true of the table; `metadata` is nil when there is none.
  package func check(against metadata: TableMetadata?) throws(IcebergError) {
    guard let metadata else {
      guard self == .create else { throw .conflict("The table does not exist.") }
      return
    }
    switch self {
    case .create: throw .conflict("The table exists already.")
    case .uuid(let uuid):
      try require("table UUID", metadata.uuid.lowercased(), uuid.lowercased())
    case .reference(let name, let id):
      try require(
        "snapshot of '\(name)'", Self.text(metadata.references[name]?.snapshotID), Self.text(id))
    case .lastAssignedFieldID(let id):
      try require("last assigned field ID", metadata.lastColumnID, id)
    case .currentSchemaID(let id):
      try require("current schema ID", metadata.currentSchemaID, id)
    case .lastAssignedPartitionID(let id):
      try require("last assigned partition ID", metadata.lastPartitionID, id)
    case .defaultSpecID(let id): try require("default spec ID", metadata.defaultSpecID, id)
    case .defaultSortOrderID(let id):
      try require("default sort order ID", metadata.defaultSortOrderID, id)
    }
  }

  private static func text(_ id: Int64?) -> String { id.map { String($0) } ?? "none" }

  private func require<Value: Equatable>(
    _ what: String, _ found: Value, _ expected: Value
  ) throws(IcebergError) {
    guard found != expected else { return }
    throw .conflict("Requirement failed: the \(what) is \(found), not \(expected).")
  }
}
