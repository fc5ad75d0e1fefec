package import JSON

/// How a table's rows are spread over partitions.
package struct PartitionSpec: Hashable, Sendable {
  /// One field of a spec.
  package struct Field: Hashable, Sendable {
    /// The field of the schema whose values are transformed.
    package var sourceID: Int
    /// The field's own ID, from 1000; nil in a request that leaves it to the catalog.
    package var fieldID: Int?
    package var name: String
    /// `identity`, `day`, `bucket[16]`, `void` and so on.
    package var transform: String
    /// Members that this room does not use; kept as they are.
    package var others: JSONObject

    package init(
      sourceID: Int, fieldID: Int?, name: String, transform: String,
      others: JSONObject = JSONObject()
    ) {
      self.sourceID = sourceID
      self.fieldID = fieldID
      self.name = name
      self.transform = transform
      self.others = others
    }
  }

  /// What `last-partition-id` is before there is a partition field.
  package static let lastFieldIDOfUnpartitioned = 999

  package var id: Int
  package var fields: [Field]

  package init(id: Int = 0, fields: [Field] = []) {
    self.id = id
    self.fields = fields
  }

  /// The highest field ID; 999 when there is none.
  package var highestFieldID: Int {
    fields.compactMap(\.fieldID).max() ?? Self.lastFieldIDOfUnpartitioned
  }

  /// Whether both split rows alike and name the fields alike, whatever their IDs are.
  package func hasSameContent(as other: PartitionSpec) -> Bool {
    fields.count == other.fields.count
      && zip(fields, other.fields).allSatisfy {
        $0.sourceID == $1.sourceID && $0.transform == $1.transform && $0.name == $1.name
      }
  }

  /// - Throws: when a source is not in the schema or nested in a list or map, or a name stands twice
  ///   or is that of another column.
  package func validate(in schema: IcebergSchema) throws(IcebergError) {
    var names = Set<String>()
    let places = schema.places
    for field in fields where field.transform != "void" {
      guard let source = places.first(where: { $0.id == field.sourceID }) else {
        throw .invalid(
          "The partition field '\(field.name)' needs the column with ID \(field.sourceID), which "
            + "the schema does not have.")
      }
      guard source.type.isPrimitive else {
        throw .invalid("A column of type '\(source.type)' cannot be partitioned by.")
      }
      guard names.insert(field.name).inserted else {
        throw .invalid("Two partition fields have the name '\(field.name)'.")
      }
      if let column = places.first(where: { $0.name == field.name }),
        field.transform != "identity" || column.id != field.sourceID
      {
        throw .invalid("The partition field '\(field.name)' has the name of a column.")
      }
    }
  }

  /// Reads the form that metadata and requests use.
  package init(json: JSONValue?) throws(IcebergError) {
    let reader = try ObjectReader(json, "a partition spec")
    id = try reader.optionalInt("spec-id") ?? 0
    fields = try reader.array("fields").map { json throws(IcebergError) in
      try Field(json: json)
    }
  }

  package var json: JSONValue {
    ["spec-id": .integer(Int64(id)), "fields": .array(fields.map(\.json))]
  }
}

extension PartitionSpec.Field {
  private static let knownKeys: Set = ["source-id", "field-id", "name", "transform"]

  init(json: JSONValue) throws(IcebergError) {
    let reader = try ObjectReader(json, "a partition field")
    self.init(
      sourceID: try reader.int("source-id"), fieldID: try reader.optionalInt("field-id"),
      name: try reader.string("name"), transform: try reader.string("transform"),
      others: reader.others(than: Self.knownKeys))
  }

  var json: JSONValue {
    var object: JSONObject = ["source-id": .integer(Int64(sourceID))]
    if let fieldID { object["field-id"] = .integer(Int64(fieldID)) }
    object["name"] = .string(name)
    object["transform"] = .string(transform)
    object.appendMissing(others)
    return .object(object)
  }
}
