internal import JSON

/// Makes changes to table metadata one after the other, as one commit (Iceberg's TableMetadata
/// builder). IDs of -1 mean what was added last here.
struct MetadataEditor {
  private(set) var metadata: TableMetadata
  private let now: Int64
  private var lastAddedSchema: Int?
  private var lastAddedSpec: Int?
  private var lastAddedSortOrder: Int?
  private var addedSnapshots: Set<Int64> = []
  /// Snapshots that `main` pointed at during this commit.
  private var passedSnapshots: Set<Int64> = []

  init(_ metadata: TableMetadata, at milliseconds: Int64) throws(IcebergError) {
    guard metadata.formatVersion == 2 else {
      throw .invalid("Tables of format version \(metadata.formatVersion) cannot be changed here.")
    }
    self.metadata = metadata
    now = milliseconds
  }

  mutating func apply(_ update: TableUpdate) throws(IcebergError) {
    switch update {
    case .assignUUID(let uuid): try assignUUID(uuid)
    case .upgradeFormatVersion(let version): try upgrade(to: version)
    case .addSchema(let schema): try addSchema(schema)
    case .setCurrentSchema(let id): try setCurrentSchema(id)
    case .addSpec(let spec): try addSpec(spec)
    case .setDefaultSpec(let id): try setDefaultSpec(id)
    case .addSortOrder(let order): try addSortOrder(order)
    case .setDefaultSortOrder(let id): try setDefaultSortOrder(id)
    case .setLocation(let location): metadata.location = location.withoutTrailingSlash
    case .setProperties(let properties):
      metadata.properties.merge(properties.withoutReservedKeys) { _, new in new }
    case .removeProperties(let keys): for key in keys { metadata.properties[key] = nil }
    case .addSnapshot(let snapshot): try addSnapshot(snapshot)
    case .setReference(let name, let reference): try setReference(name, reference)
    case .removeSnapshots(let ids): removeSnapshots(Set(ids))
    case .removeReference(let name): removeReference(name)
    case .removeSchemas(let ids): try removeSchemas(Set(ids))
    case .removePartitionSpecs(let ids): try removeSpecs(Set(ids))
    case .setStatistics(let statistics): try setStatistics("statistics", statistics)
    case .removeStatistics(let id): removeStatistics("statistics", of: [id])
    case .setPartitionStatistics(let statistics):
      try setStatistics("partition-statistics", statistics)
    case .removePartitionStatistics(let id): removeStatistics("partition-statistics", of: [id])
    }
  }

  /// Gives a new table the unpartitioned spec and the empty order where its commit brings none.
  mutating func fillDefaults() {
    if metadata.partitionSpecs.isEmpty { metadata.partitionSpecs = [PartitionSpec()] }
    if metadata.sortOrders.isEmpty { metadata.sortOrders = [.unsorted] }
  }

  /// Checks the whole and leaves out of the log what was current only in between.
  mutating func finish() throws(IcebergError) {
    try metadata.currentSchema.validate()
    try metadata.defaultSpec.validate(in: metadata.currentSchema)
    try metadata.defaultSortOrder.validate(in: metadata.currentSchema)
    let current = metadata.currentSnapshotID
    let passed = passedSnapshots
    metadata.snapshotLog.removeAll {
      $0.snapshotID != current && passed.contains($0.snapshotID)
    }
  }
}

extension MetadataEditor {
  private func assignUUID(_ uuid: String) throws(IcebergError) {
    guard metadata.uuid.lowercased() != uuid.lowercased() else { return }
    throw .invalid("The UUID of a table that exists cannot be changed.")
  }

  private func upgrade(to version: Int) throws(IcebergError) {
    guard version >= metadata.formatVersion else {
      throw .invalid("The format version cannot go from \(metadata.formatVersion) to \(version).")
    }
    guard version == 2 else {
      throw .invalid("Format version \(version) is not supported by this catalog; use 2.")
    }
  }

  private mutating func addSchema(_ schema: IcebergSchema) throws(IcebergError) {
    try schema.validate()
    metadata.lastColumnID = max(metadata.lastColumnID, schema.highestID)
    if let same = metadata.schemas.first(where: { $0.hasSameContent(as: schema) }) {
      lastAddedSchema = same.id
      return
    }
    var copy = schema
    copy.id = (metadata.schemas.map(\.id).max() ?? -1) + 1
    metadata.schemas.append(copy)
    lastAddedSchema = copy.id
  }

  /// The ID meant by `id`: itself, or for -1 what was added last.
  private func resolve(
    _ id: Int, lastAdded: Int?, known: [Int], what: String
  ) throws(IcebergError) -> Int {
    guard id != -1 else {
      guard let lastAdded else { throw .invalid("No \(what) was added before it is set.") }
      return lastAdded
    }
    guard known.contains(id) else { throw .invalid("The table has no \(what) \(id).") }
    return id
  }

  private mutating func setCurrentSchema(_ id: Int) throws(IcebergError) {
    metadata.currentSchemaID = try resolve(
      id, lastAdded: lastAddedSchema, known: metadata.schemas.map(\.id), what: "schema")
  }

  private mutating func addSpec(_ spec: PartitionSpec) throws(IcebergError) {
    try spec.validate(in: metadata.currentSchema)
    if let same = metadata.partitionSpecs.first(where: { $0.hasSameContent(as: spec) }) {
      lastAddedSpec = same.id
      return
    }
    let numbered = metadata.givingFieldIDs(to: spec)
    let id = (metadata.partitionSpecs.map(\.id).max() ?? -1) + 1
    metadata.partitionSpecs.append(PartitionSpec(id: id, fields: numbered.fields))
    metadata.lastPartitionID = max(metadata.lastPartitionID, numbered.highestFieldID)
    lastAddedSpec = id
  }

  private mutating func setDefaultSpec(_ id: Int) throws(IcebergError) {
    metadata.defaultSpecID = try resolve(
      id, lastAdded: lastAddedSpec, known: metadata.partitionSpecs.map(\.id),
      what: "partition spec")
  }

  private mutating func addSortOrder(_ order: TableSortOrder) throws(IcebergError) {
    try order.validate(in: metadata.currentSchema)
    if let same = metadata.sortOrders.first(where: { $0.fields == order.fields }) {
      lastAddedSortOrder = same.id
      return
    }
    let highest = metadata.sortOrders.map(\.id).max() ?? 0
    let id = order.fields.isEmpty ? 0 : max(highest, 0) + 1
    metadata.sortOrders.append(TableSortOrder(id: id, fields: order.fields))
    lastAddedSortOrder = id
  }

  private mutating func setDefaultSortOrder(_ id: Int) throws(IcebergError) {
    metadata.defaultSortOrderID = try resolve(
      id, lastAdded: lastAddedSortOrder, known: metadata.sortOrders.map(\.id), what: "sort order")
  }

  private mutating func removeSchemas(_ ids: Set<Int>) throws(IcebergError) {
    guard !ids.contains(metadata.currentSchemaID) else {
      throw .invalid("The current schema cannot be removed.")
    }
    metadata.schemas.removeAll { ids.contains($0.id) }
  }

  private mutating func removeSpecs(_ ids: Set<Int>) throws(IcebergError) {
    guard !ids.contains(metadata.defaultSpecID) else {
      throw .invalid("The default partition spec cannot be removed.")
    }
    metadata.partitionSpecs.removeAll { ids.contains($0.id) }
  }
}

extension MetadataEditor {
  private mutating func addSnapshot(_ snapshot: TableSnapshot) throws(IcebergError) {
    guard metadata.snapshot(snapshot.id) == nil else {
      throw .invalid("The table has the snapshot \(snapshot.id) already.")
    }
    guard snapshot.parentID == nil || snapshot.sequenceNumber > metadata.lastSequenceNumber
    else {
      throw .conflict(
        "The snapshot's sequence number \(snapshot.sequenceNumber) is not above the table's "
          + "\(metadata.lastSequenceNumber): somebody else has written.")
    }
    metadata.snapshots.append(snapshot)
    metadata.lastSequenceNumber = max(metadata.lastSequenceNumber, snapshot.sequenceNumber)
    addedSnapshots.insert(snapshot.id)
  }

  private mutating func setReference(
    _ name: String, _ reference: SnapshotReference
  ) throws(IcebergError) {
    guard let snapshot = metadata.snapshot(reference.snapshotID) else {
      throw .invalid(
        "'\(name)' cannot point at the snapshot \(reference.snapshotID): there is none.")
    }
    guard metadata.references[name] != reference else { return }
    metadata.references[name] = reference
    guard name == SnapshotReference.main else { return }
    guard reference.isBranch else { throw .invalid("'main' must be a branch.") }
    guard metadata.currentSnapshotID != snapshot.id else { return }
    metadata.currentSnapshotID = snapshot.id
    let isAdded = addedSnapshots.contains(snapshot.id)
    if isAdded { passedSnapshots.insert(snapshot.id) }
    metadata.snapshotLog.append(
      .init(
        timestampMilliseconds: isAdded ? snapshot.timestampMilliseconds : now,
        snapshotID: snapshot.id))
  }

  private mutating func removeReference(_ name: String) {
    metadata.references[name] = nil
    if name == SnapshotReference.main { metadata.currentSnapshotID = nil }
  }

  private mutating func removeSnapshots(_ ids: Set<Int64>) {
    metadata.snapshots.removeAll { ids.contains($0.id) }
    for (name, reference) in metadata.references where ids.contains(reference.snapshotID) {
      removeReference(name)
    }
    // The log never goes over a hole: what stands before a removed snapshot goes too.
    if let last = metadata.snapshotLog.lastIndex(where: { ids.contains($0.snapshotID) }) {
      metadata.snapshotLog.removeSubrange(...last)
    }
    removeStatistics("statistics", of: ids)
    removeStatistics("partition-statistics", of: ids)
  }

  /// At most one entry a snapshot.
  private mutating func setStatistics(
    _ key: String, _ statistics: JSONObject
  ) throws(IcebergError) {
    let id = try ObjectReader(.object(statistics), "statistics").integer("snapshot-id")
    removeStatistics(key, of: [id])
    metadata.others[key] = .array(
      (metadata.others[key]?.arrayValue ?? []) + [.object(statistics)])
  }

  private mutating func removeStatistics(_ key: String, of ids: Set<Int64>) {
    guard let entries = metadata.others[key]?.arrayValue else { return }
    metadata.others[key] = .array(
      entries.filter { !ids.contains($0["snapshot-id"]?.integerValue ?? -1) })
  }
}

extension String {
  var withoutTrailingSlash: String {
    var text = self[...]
    while text.count > 1, text.hasSuffix("/"), !text.hasSuffix("://") { text.removeLast() }
    return String(text)
  }
}

extension [String: String] {
  /// Never stored (Iceberg, TableProperties.RESERVED_PROPERTIES).
  private static let reservedKeys: Set = [
    "format-version", "uuid", "snapshot-count", "current-snapshot-summary", "current-snapshot-id",
    "current-snapshot-timestamp-ms", "current-schema", "default-partition-spec",
    "default-sort-order",
  ]

  var withoutReservedKeys: [String: String] { filter { !Self.reservedKeys.contains($0.key) } }
}
