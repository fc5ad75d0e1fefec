package import JSON

/// The body of a request to create a table.
package struct CreateTableRequest: Hashable, Sendable {
  package var name: String
  /// Its IDs tie spec and order to it; the catalog gives its own.
  package var schema: IcebergSchema
  package var spec: PartitionSpec
  package var sortOrder: TableSortOrder
  package var properties: [String: String]
  /// A URI; nil leaves it to the catalog.
  package var location: String?
  /// Whether the table is only to be prepared; a commit with `assert-create` makes it.
  package var isStaged: Bool

  package init(
    name: String, schema: IcebergSchema, spec: PartitionSpec = PartitionSpec(),
    sortOrder: TableSortOrder = .unsorted, properties: [String: String] = [:],
    location: String? = nil, isStaged: Bool = false
  ) {
    self.name = name
    self.schema = schema
    self.spec = spec
    self.sortOrder = sortOrder
    self.properties = properties
    self.location = location
    self.isStaged = isStaged
  }

  /// Reads a request. Everything but name and schema may be missing.
  package init(json: JSONValue?) throws(IcebergError) {
    let reader = try ObjectReader(json, "a request to create a table")
    let spec = reader.value("partition-spec")
    let order = reader.value("write-order")
    self.init(
      name: try reader.string("name"), schema: try IcebergSchema(json: reader.value("schema")),
      spec: spec == nil ? PartitionSpec() : try PartitionSpec(json: spec),
      sortOrder: order == nil ? .unsorted : try TableSortOrder(json: order),
      properties: try reader.optionalProperties("properties"),
      location: try reader.optionalString("location"),
      isStaged: try reader.optionalBool("stage-create") ?? false)
  }

  /// As a client sends it.
  package var json: JSONValue {
    var object: JSONObject = ["name": .string(name)]
    if let location { object["location"] = .string(location) }
    object["schema"] = schema.json
    object["partition-spec"] = spec.json
    if !sortOrder.fields.isEmpty { object["write-order"] = sortOrder.json }
    object["stage-create"] = .bool(isStaged)
    object["properties"] = .object(JSONObject(properties: properties))
    return .object(object)
  }
}

extension TableMetadata {
  /// The metadata of a new table. IDs are given anew, and spec, order and key follow by name
  /// (Iceberg, TableMetadata.newTableMetadata).
  ///
  /// - Throws: when schema, spec or order are against the rules, or a format version other than 2
  ///   is asked for.
  package static func created(
    from request: CreateTableRequest, uuid: String, location: String, at milliseconds: Int64
  ) throws(IcebergError) -> TableMetadata {
    let version = request.properties["format-version"] ?? "2"
    guard version == "2" else {
      throw .invalid("Format version \(version) is not supported by this catalog; use 2.")
    }
    var ids = FieldIDSource()
    let renumbering = try Renumbering(from: request.schema, using: &ids)
    let spec = try renumbering.spec(request.spec)
    let order = try renumbering.order(request.sortOrder)
    try renumbering.schema.validate()
    try spec.validate(in: renumbering.schema)
    try order.validate(in: renumbering.schema)
    var properties = request.properties.withoutReservedKeys
    if properties["write.parquet.compression-codec"] == nil {
      properties["write.parquet.compression-codec"] = "zstd"
    }
    var metadata = TableMetadata.empty(uuid: uuid, location: location, at: milliseconds)
    metadata.lastColumnID = ids.last
    metadata.schemas = [renumbering.schema]
    metadata.partitionSpecs = [spec]
    metadata.lastPartitionID = spec.highestFieldID
    metadata.sortOrders = [order]
    metadata.defaultSortOrderID = order.id
    metadata.properties = properties
    return metadata
  }

  /// The metadata of a table that one commit makes from nothing. IDs are those of the commit.
  ///
  /// - Throws: when the updates are against the rules or leave out the schema.
  package static func created(
    by updates: [TableUpdate], uuid: String, location: String, at milliseconds: Int64
  ) throws(IcebergError) -> TableMetadata {
    var uuid = uuid
    var rest: [TableUpdate] = []
    for update in updates {
      if case .assignUUID(let given) = update { uuid = given } else { rest.append(update) }
    }
    var editor = try MetadataEditor(
      .empty(uuid: uuid, location: location, at: milliseconds), at: milliseconds)
    for update in rest { try editor.apply(update) }
    guard !editor.metadata.schemas.isEmpty else {
      throw .invalid("A table cannot be created without a schema.")
    }
    editor.fillDefaults()
    try editor.finish()
    return editor.metadata
  }

  private static func empty(
    uuid: String, location: String, at milliseconds: Int64
  ) -> TableMetadata {
    TableMetadata(
      formatVersion: 2, uuid: uuid, location: location.withoutTrailingSlash,
      lastSequenceNumber: 0, lastUpdatedMilliseconds: milliseconds, lastColumnID: 0, schemas: [],
      currentSchemaID: 0, partitionSpecs: [], defaultSpecID: 0,
      lastPartitionID: PartitionSpec.lastFieldIDOfUnpartitioned, sortOrders: [],
      defaultSortOrderID: 0, properties: [:], currentSnapshotID: nil, snapshots: [],
      snapshotLog: [], metadataLog: [], references: [:], others: JSONObject())
  }
}

/// Carries spec, order and key from a sent schema to the same schema with new IDs, by name.
private struct Renumbering {
  private let old: IcebergSchema
  let schema: IcebergSchema

  init(from old: IcebergSchema, using ids: inout FieldIDSource) throws(IcebergError) {
    try old.validate()
    self.old = old
    var schema = IcebergSchema(id: 0, fields: ids.renumbered(old.fields))
    schema.identifierFieldIDs = try Self.carry(old.identifierFieldIDs, from: old, to: schema)
    self.schema = schema
  }

  private static func carry(
    _ ids: [Int], from old: IcebergSchema, to new: IcebergSchema
  ) throws(IcebergError) -> [Int] {
    try ids.map { id throws(IcebergError) in
      guard let name = old.name(of: id), let newID = new.id(of: name) else {
        throw .invalid("The schema has no column with ID \(id).")
      }
      return newID
    }
  }

  func spec(_ sent: PartitionSpec) throws(IcebergError) -> PartitionSpec {
    let sources = try Self.carry(sent.fields.map(\.sourceID), from: old, to: schema)
    var fields = sent.fields
    for place in fields.indices {
      fields[place].sourceID = sources[place]
      fields[place].fieldID = PartitionSpec.lastFieldIDOfUnpartitioned + 1 + place
      fields[place].others = JSONObject()
    }
    return PartitionSpec(id: 0, fields: fields)
  }

  func order(_ sent: TableSortOrder) throws(IcebergError) -> TableSortOrder {
    guard !sent.fields.isEmpty else { return .unsorted }
    let sources = try Self.carry(sent.fields.map(\.sourceID), from: old, to: schema)
    var fields = sent.fields
    for place in fields.indices { fields[place].sourceID = sources[place] }
    return TableSortOrder(id: 1, fields: fields)
  }
}
