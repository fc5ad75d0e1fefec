package import JSON

/// The order in which writers put rows into files.
package struct TableSortOrder: Hashable, Sendable {
  /// One field of an order.
  package struct Field: Hashable, Sendable {
    package var sourceID: Int
    /// `identity`, `day`, `bucket[16]` and so on.
    package var transform: String
    package var isDescending: Bool
    package var nullsFirst: Bool

    package init(sourceID: Int, transform: String, isDescending: Bool, nullsFirst: Bool) {
      self.sourceID = sourceID
      self.transform = transform
      self.isDescending = isDescending
      self.nullsFirst = nullsFirst
    }
  }

  /// 0 is the order without fields.
  package static let unsorted = TableSortOrder(id: 0, fields: [])

  package var id: Int
  package var fields: [Field]

  package init(id: Int, fields: [Field]) {
    self.id = id
    self.fields = fields
  }

  /// - Throws: when a source is not in the schema or cannot be ordered.
  package func validate(in schema: IcebergSchema) throws(IcebergError) {
    let places = schema.places
    for field in fields {
      guard let source = places.first(where: { $0.id == field.sourceID }) else {
        throw .invalid(
          "The sort order needs the column with ID \(field.sourceID), which the schema does not have."
        )
      }
      guard source.type.isPrimitive else {
        throw .invalid("A column of type '\(source.type)' cannot be sorted by.")
      }
    }
  }

  /// Reads the form that metadata and requests use.
  package init(json: JSONValue?) throws(IcebergError) {
    let reader = try ObjectReader(json, "a sort order")
    id = try reader.optionalInt("order-id") ?? 0
    fields = try reader.array("fields").map { json throws(IcebergError) in
      let reader = try ObjectReader(json, "a sort field")
      return Field(
        sourceID: try reader.int("source-id"), transform: try reader.string("transform"),
        isDescending: try reader.string("direction") == "desc",
        nullsFirst: try reader.string("null-order") == "nulls-first")
    }
  }

  package var json: JSONValue {
    ["order-id": .integer(Int64(id)), "fields": .array(fields.map(\.json))]
  }
}

extension TableSortOrder.Field {
  fileprivate var json: JSONValue {
    [
      "transform": .string(transform), "source-id": .integer(Int64(sourceID)),
      "direction": isDescending ? "desc" : "asc",
      "null-order": nullsFirst ? "nulls-first" : "nulls-last",
    ]
  }
}
