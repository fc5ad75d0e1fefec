package import JSON

/// The metadata of an Iceberg table (Iceberg spec, Table Metadata Fields): format versions 1 to 3
/// are read, 2 is changed.
package struct TableMetadata: Hashable, Sendable {
  /// A snapshot that was current from a time on.
  package struct SnapshotLogEntry: Hashable, Sendable {
    package let timestampMilliseconds: Int64
    package let snapshotID: Int64
  }

  /// A metadata file that this one follows.
  package struct MetadataLogEntry: Hashable, Sendable {
    package let timestampMilliseconds: Int64
    package let file: String
  }

  package var formatVersion: Int
  package var uuid: String
  /// A URI without a slash at the end.
  package var location: String
  package var lastSequenceNumber: Int64
  package var lastUpdatedMilliseconds: Int64
  package var lastColumnID: Int
  package var schemas: [IcebergSchema]
  package var currentSchemaID: Int
  package var partitionSpecs: [PartitionSpec]
  package var defaultSpecID: Int
  package var lastPartitionID: Int
  package var sortOrders: [TableSortOrder]
  package var defaultSortOrderID: Int
  package var properties: [String: String]
  /// Nil when the table was never written to.
  package var currentSnapshotID: Int64?
  package var snapshots: [TableSnapshot]
  package var snapshotLog: [SnapshotLogEntry]
  package var metadataLog: [MetadataLogEntry]
  package var references: [String: SnapshotReference]
  /// Members that this room does not use, such as statistics; kept as they are.
  package var others: JSONObject

  /// The schema that readers and writers use.
  package var currentSchema: IcebergSchema {
    schemas.first { $0.id == currentSchemaID } ?? IcebergSchema(fields: [])
  }

  /// The spec that writers use.
  package var defaultSpec: PartitionSpec {
    partitionSpecs.first { $0.id == defaultSpecID } ?? PartitionSpec()
  }

  /// The order that writers use.
  package var defaultSortOrder: TableSortOrder {
    sortOrders.first { $0.id == defaultSortOrderID } ?? .unsorted
  }

  /// The snapshot that readers read; nil when the table was never written to.
  package var currentSnapshot: TableSnapshot? {
    currentSnapshotID.flatMap { snapshot($0) }
  }

  /// The snapshot of an ID; nil when there is none.
  package func snapshot(_ id: Int64) -> TableSnapshot? { snapshots.first { $0.id == id } }
}

extension TableMetadata {
  private static let knownKeys: Set = [
    "format-version", "table-uuid", "location", "last-sequence-number", "last-updated-ms",
    "last-column-id", "schemas", "current-schema-id", "schema", "partition-specs",
    "default-spec-id", "partition-spec", "last-partition-id", "sort-orders",
    "default-sort-order-id", "properties", "current-snapshot-id", "snapshots", "snapshot-log",
    "metadata-log", "refs",
  ]

  /// Reads a metadata file or the `metadata` of a catalog's answer.
  package init(json: JSONValue?) throws(IcebergError) {
    let reader = try ObjectReader(json, "table metadata")
    formatVersion = try reader.int("format-version")
    guard (1...3).contains(formatVersion) else {
      throw .malformed("Tables of format version \(formatVersion) are not supported.")
    }
    uuid = try reader.optionalString("table-uuid") ?? ""
    location = try reader.string("location")
    lastSequenceNumber = try reader.optionalInteger("last-sequence-number") ?? 0
    lastUpdatedMilliseconds = try reader.integer("last-updated-ms")
    lastColumnID = try reader.int("last-column-id")
    (schemas, currentSchemaID) = try Self.schemas(reader)
    (partitionSpecs, defaultSpecID) = try Self.specs(reader)
    lastPartitionID =
      try reader.optionalInt("last-partition-id")
      ?? partitionSpecs.map(\.highestFieldID).max() ?? PartitionSpec.lastFieldIDOfUnpartitioned
    sortOrders = try reader.optionalArray("sort-orders").map { json throws(IcebergError) in
      try TableSortOrder(json: json)
    }
    defaultSortOrderID = try reader.optionalInt("default-sort-order-id") ?? 0
    properties = try reader.optionalProperties("properties")
    // Java writes -1 for "none" in versions 1 and 2.
    let current = try reader.optionalInteger("current-snapshot-id")
    currentSnapshotID = current == -1 ? nil : current
    snapshots = try reader.optionalArray("snapshots").map { json throws(IcebergError) in
      try TableSnapshot(json: json)
    }
    (snapshotLog, metadataLog) = try Self.logs(reader)
    references = try Self.references(reader, current: currentSnapshotID)
    others = reader.others(than: Self.knownKeys)
  }

  private static func schemas(
    _ reader: ObjectReader
  ) throws(IcebergError) -> ([IcebergSchema], Int) {
    guard reader.value("schemas") != nil else {
      let schema = try IcebergSchema(json: reader.value("schema"))
      return ([schema], schema.id)
    }
    let schemas = try reader.array("schemas").map { json throws(IcebergError) in
      try IcebergSchema(json: json)
    }
    let current = try reader.int("current-schema-id")
    guard schemas.contains(where: { $0.id == current }) else {
      throw .malformed("The current schema \(current) is not among the schemas of the metadata.")
    }
    return (schemas, current)
  }

  private static func specs(
    _ reader: ObjectReader
  ) throws(IcebergError) -> ([PartitionSpec], Int) {
    guard reader.value("partition-specs") != nil else {
      let fields = try reader.optionalArray("partition-spec")
      return ([try PartitionSpec(json: ["spec-id": 0, "fields": .array(fields)])], 0)
    }
    let specs = try reader.array("partition-specs").map { json throws(IcebergError) in
      try PartitionSpec(json: json)
    }
    let current = try reader.int("default-spec-id")
    guard specs.contains(where: { $0.id == current }) else {
      throw .malformed("The default spec \(current) is not among the specs of the metadata.")
    }
    return (specs, current)
  }

  private static func logs(
    _ reader: ObjectReader
  ) throws(IcebergError) -> ([SnapshotLogEntry], [MetadataLogEntry]) {
    let snapshots = try reader.optionalArray("snapshot-log").map { json throws(IcebergError) in
      let reader = try ObjectReader(json, "an entry of the snapshot log")
      return SnapshotLogEntry(
        timestampMilliseconds: try reader.integer("timestamp-ms"),
        snapshotID: try reader.integer("snapshot-id"))
    }
    let files = try reader.optionalArray("metadata-log").map { json throws(IcebergError) in
      let reader = try ObjectReader(json, "an entry of the metadata log")
      return MetadataLogEntry(
        timestampMilliseconds: try reader.integer("timestamp-ms"),
        file: try reader.string("metadata-file"))
    }
    return (snapshots, files)
  }

  private static func references(
    _ reader: ObjectReader, current: Int64?
  ) throws(IcebergError) -> [String: SnapshotReference] {
    var result: [String: SnapshotReference] = [:]
    if let json = reader.value("refs") {
      for (name, value) in try ObjectReader(json, "the references").object {
        result[name] = try SnapshotReference(json: value)
      }
    }
    if let current, result[SnapshotReference.main] == nil {
      result[SnapshotReference.main] = SnapshotReference(branchAt: current)
    }
    return result
  }

  /// The whole metadata, as a file holds it.
  package var json: JSONValue {
    var object: JSONObject = [
      "format-version": .integer(Int64(formatVersion)), "table-uuid": .string(uuid),
      "location": .string(location), "last-sequence-number": .integer(lastSequenceNumber),
      "last-updated-ms": .integer(lastUpdatedMilliseconds),
      "last-column-id": .integer(Int64(lastColumnID)),
      "current-schema-id": .integer(Int64(currentSchemaID)),
      "schemas": .array(schemas.map(\.json)),
      "default-spec-id": .integer(Int64(defaultSpecID)),
      "partition-specs": .array(partitionSpecs.map(\.json)),
      "last-partition-id": .integer(Int64(lastPartitionID)),
      "default-sort-order-id": .integer(Int64(defaultSortOrderID)),
      "sort-orders": .array(sortOrders.map(\.json)),
      "properties": .object(JSONObject(properties: properties)),
    ]
    // As Java writes it; version 3 has null there.
    object["current-snapshot-id"] =
      currentSnapshotID.map { .integer($0) } ?? (formatVersion < 3 ? .integer(-1) : .null)
    object["refs"] = .object(
      JSONObject(
        references.sorted { $0.key < $1.key }.map { ($0.key, .object($0.value.json)) }))
    object["snapshots"] = .array(snapshots.map { .object($0.json) })
    object["snapshot-log"] = .array(
      snapshotLog.map {
        [
          "timestamp-ms": .integer($0.timestampMilliseconds),
          "snapshot-id": .integer($0.snapshotID),
        ]
      })
    object["metadata-log"] = .array(
      metadataLog.map {
        [
          "timestamp-ms": .integer($0.timestampMilliseconds), "metadata-file": .string($0.file),
        ]
      })
    object.appendMissing(others)
    return .object(object)
  }
}
