package import JSON

/// One change of a commit (Iceberg REST, TableUpdate). An ID of -1 in the `set` cases means the one
/// added last in the same commit.
package enum TableUpdate: Hashable, Sendable {
  case assignUUID(String)
  case upgradeFormatVersion(Int)
  case addSchema(IcebergSchema)
  case setCurrentSchema(Int)
  case addSpec(PartitionSpec)
  case setDefaultSpec(Int)
  case addSortOrder(TableSortOrder)
  case setDefaultSortOrder(Int)
  case setLocation(String)
  case setProperties([String: String])
  case removeProperties([String])
  case addSnapshot(TableSnapshot)
  case setReference(name: String, SnapshotReference)
  case removeSnapshots([Int64])
  case removeReference(name: String)
  case removeSchemas([Int])
  case removePartitionSpecs([Int])
  case setStatistics(JSONObject)
  case removeStatistics(snapshotID: Int64)
  case setPartitionStatistics(JSONObject)
  case removePartitionStatistics(snapshotID: Int64)

  /// Reads one element of a request's `updates`.
  package init(json: JSONValue) throws(IcebergError) {
    let reader = try ObjectReader(json, "an update")
    let action = try reader.string("action").lowercased()
    if let update = try Self.structural(action, reader) {
      self = update
    } else if let update = try Self.other(action, reader) {
      self = update
    } else {
      throw .malformed("The update '\(action)' is not known.")
    }
  }

  /// Updates of schema, spec, order and properties.
  private static func structural(
    _ action: String, _ reader: ObjectReader
  ) throws(IcebergError) -> TableUpdate? {
    switch action {
    case "assign-uuid": .assignUUID(try reader.string("uuid"))
    case "upgrade-format-version": .upgradeFormatVersion(try reader.int("format-version"))
    case "add-schema": .addSchema(try IcebergSchema(json: reader.value("schema")))
    case "set-current-schema": .setCurrentSchema(try reader.int("schema-id"))
    case "add-spec": .addSpec(try PartitionSpec(json: reader.value("spec")))
    case "set-default-spec": .setDefaultSpec(try reader.int("spec-id"))
    case "add-sort-order": .addSortOrder(try TableSortOrder(json: reader.value("sort-order")))
    case "set-default-sort-order": .setDefaultSortOrder(try reader.int("sort-order-id"))
    case "set-location": .setLocation(try reader.string("location"))
    case "set-properties":
      // Very old writers say `updated` and `removed`.
      .setProperties(
        try reader.optionalProperties(reader.value("updates") == nil ? "updated" : "updates"))
    case "remove-properties":
      .removeProperties(
        try reader.optionalStrings(reader.value("removals") == nil ? "removed" : "removals"))
    case "remove-schemas": .removeSchemas(try reader.optionalIntegers("schema-ids").map(Int.init))
    case "remove-partition-specs":
      .removePartitionSpecs(try reader.optionalIntegers("spec-ids").map(Int.init))
    default: nil
    }
  }

  /// Updates of snapshots, references and statistics.
  private static func other(
    _ action: String, _ reader: ObjectReader
  ) throws(IcebergError) -> TableUpdate? {
    switch action {
    case "add-snapshot": .addSnapshot(try TableSnapshot(json: reader.value("snapshot")))
    case "set-snapshot-ref":
      .setReference(
        name: try reader.string("ref-name"),
        try SnapshotReference(json: .object(reader.others(than: ["action", "ref-name"]))))
    case "remove-snapshots": .removeSnapshots(try reader.optionalIntegers("snapshot-ids"))
    case "remove-snapshot-ref": .removeReference(name: try reader.string("ref-name"))
    case "set-statistics":
      .setStatistics(try ObjectReader(reader.value("statistics"), "statistics").object)
    case "remove-statistics": .removeStatistics(snapshotID: try reader.integer("snapshot-id"))
    case "set-partition-statistics":
      .setPartitionStatistics(
        try ObjectReader(reader.value("partition-statistics"), "partition statistics").object)
    case "remove-partition-statistics":
      .removePartitionStatistics(snapshotID: try reader.integer("snapshot-id"))
    default: nil
    }
  }

  /// As a request carries it.
  package var json: JSONValue {
    switch self {
    case .assignUUID(let uuid): ["action": "assign-uuid", "uuid": .string(uuid)]
    case .upgradeFormatVersion(let version):
      ["action": "upgrade-format-version", "format-version": .integer(Int64(version))]
    case .addSchema(let schema):
      [
        "action": "add-schema", "schema": schema.json,
        "last-column-id": .integer(Int64(schema.highestID)),
      ]
    case .setCurrentSchema(let id):
      ["action": "set-current-schema", "schema-id": .integer(Int64(id))]
    case .addSpec(let spec): ["action": "add-spec", "spec": spec.json]
    case .setDefaultSpec(let id): ["action": "set-default-spec", "spec-id": .integer(Int64(id))]
    case .addSortOrder(let order): ["action": "add-sort-order", "sort-order": order.json]
    case .setDefaultSortOrder(let id):
      ["action": "set-default-sort-order", "sort-order-id": .integer(Int64(id))]
    case .setLocation(let location): ["action": "set-location", "location": .string(location)]
    case .setProperties(let properties):
      ["action": "set-properties", "updates": .object(JSONObject(properties: properties))]
    case .removeProperties(let keys):
      ["action": "remove-properties", "removals": .array(keys.map { .string($0) })]
    case .removeSchemas(let ids): ["action": "remove-schemas", "schema-ids": .integers(ids)]
    case .removePartitionSpecs(let ids):
      ["action": "remove-partition-specs", "spec-ids": .integers(ids)]
    case .addSnapshot(let snapshot):
      ["action": "add-snapshot", "snapshot": .object(snapshot.json)]
    case .removeSnapshots(let ids):
      ["action": "remove-snapshots", "snapshot-ids": .array(ids.map { .integer($0) })]
    case .setReference(let name, let reference): Self.json(of: reference, name: name)
    case .removeReference(let name):
      ["action": "remove-snapshot-ref", "ref-name": .string(name)]
    case .setStatistics(let statistics):
      ["action": "set-statistics", "statistics": .object(statistics)]
    case .removeStatistics(let id):
      ["action": "remove-statistics", "snapshot-id": .integer(id)]
    case .setPartitionStatistics(let statistics):
      ["action": "set-partition-statistics", "partition-statistics": .object(statistics)]
    case .removePartitionStatistics(let id):
      ["action": "remove-partition-statistics", "snapshot-id": .integer(id)]
    }
  }

  private static func json(of reference: SnapshotReference, name: String) -> JSONValue {
    var object: JSONObject = ["action": "set-snapshot-ref", "ref-name": .string(name)]
    object.appendMissing(reference.json)
    return .object(object)
  }
}

extension JSONValue {
  fileprivate static func integers(_ values: [Int]) -> JSONValue {
    .array(values.map { .integer(Int64($0)) })
  }
}
