package import JSON

/// A schema of a table: a struct of fields with IDs that never change their meaning.
package struct IcebergSchema: Hashable, Sendable {
  package var id: Int
  package var fields: [IcebergField]
  /// The fields that name a row; in the order of the schema where Weir writes it.
  package var identifierFieldIDs: [Int]

  package init(id: Int = 0, fields: [IcebergField], identifierFieldIDs: [Int] = []) {
    self.id = id
    self.fields = fields
    self.identifierFieldIDs = identifierFieldIDs
  }

  /// A field, list element, map key or map value.
  package struct Place: Hashable, Sendable {
    /// Names from the top, joined by dots: `a.b`, `items.element`, `tags.key`, `tags.value`.
    package let name: String
    package let id: Int
    package let type: IcebergType
  }

  /// Everything that has an ID, parents before children.
  package var places: [Place] {
    var result: [Place] = []
    Self.collect(.structure(fields), prefix: "", into: &result)
    return result
  }

  private static func collect(_ type: IcebergType, prefix: String, into result: inout [Place]) {
    func add(_ name: String, _ id: Int, _ type: IcebergType) {
      result.append(Place(name: prefix + name, id: id, type: type))
      collect(type, prefix: prefix + name + ".", into: &result)
    }
    switch type {
    case .structure(let fields): for field in fields { add(field.name, field.id, field.type) }
    case .list(let elementID, let element, _): add("element", elementID, element)
    case .map(let keyID, let key, let valueID, let value, _):
      add("key", keyID, key)
      add("value", valueID, value)
    default: break
    }
  }

  /// The full name of an ID; nil when the schema does not have it. Linear in the schema.
  package func name(of id: Int) -> String? { places.first { $0.id == id }?.name }

  /// The ID of a full name; nil when the schema does not have it. Linear in the schema.
  package func id(of name: String) -> Int? { places.first { $0.name == name }?.id }

  /// The highest ID in use; 0 for an empty schema.
  package var highestID: Int { places.map(\.id).max() ?? 0 }

  /// Whether both hold the same, whatever their own IDs are.
  package func hasSameContent(as other: IcebergSchema) -> Bool {
    fields == other.fields && Set(identifierFieldIDs) == Set(other.identifierFieldIDs)
  }

  /// - Throws: when an ID stands twice, a name twice in one struct, or an identifier field is
  ///   missing, optional or of a type that cannot name a row (Iceberg spec, Identifier Field IDs).
  package func validate() throws(IcebergError) {
    let places = places
    if Set(places.map(\.id)).count != places.count {
      throw .invalid("A field ID stands twice in the schema.")
    }
    if Set(places.map(\.name)).count != places.count {
      throw .invalid("A column name stands twice in the schema.")
    }
    for id in identifierFieldIDs {
      guard let place = places.first(where: { $0.id == id }) else {
        throw .invalid("The identifier field \(id) is not in the schema.")
      }
      guard place.type.isPrimitive, place.type != .float, place.type != .double else {
        throw .invalid("The column '\(place.name)' of type '\(place.type)' cannot be a key.")
      }
      if let field = fields.first(where: { $0.id == id }), !field.isRequired {
        throw .invalid("The key column '\(place.name)' must be required.")
      }
    }
  }
}

extension IcebergSchema {
  /// Reads the form that metadata and requests use.
  package init(json: JSONValue?) throws(IcebergError) {
    let reader = try ObjectReader(json, "a schema")
    self.init(
      id: try reader.optionalInt("schema-id") ?? 0,
      fields: try reader.array("fields").map { json throws(IcebergError) in
        try IcebergField(json: json)
      },
      identifierFieldIDs: try reader.optionalIntegers("identifier-field-ids").map(Int.init))
  }

  package var json: JSONValue {
    var object: JSONObject = ["type": "struct", "schema-id": .integer(Int64(id))]
    if !identifierFieldIDs.isEmpty {
      object["identifier-field-ids"] = .array(identifierFieldIDs.map { .integer(Int64($0)) })
    }
    object["fields"] = .array(fields.map(\.json))
    return .object(object)
  }
}

/// Gives out field IDs in the order in which Iceberg's own library does: all fields of a struct
/// first, then what they are made of (TypeUtil.assignFreshIds).
package struct FieldIDSource: Sendable {
  /// The highest ID given out so far.
  package private(set) var last: Int

  package init(after last: Int = 0) { self.last = last }

  package mutating func next() -> Int {
    last += 1
    return last
  }

  /// The same fields with new IDs throughout.
  package mutating func renumbered(_ fields: [IcebergField]) -> [IcebergField] {
    let ids = fields.map { _ in next() }
    return zip(fields, ids).map { field, id in
      var copy = field
      copy.id = id
      copy.type = renumbered(field.type)
      return copy
    }
  }

  /// The same type with new IDs throughout.
  package mutating func renumbered(_ type: IcebergType) -> IcebergType {
    switch type {
    case .structure(let fields): return .structure(renumbered(fields))
    case .list(_, let element, let isElementRequired):
      let id = next()
      return .list(
        elementID: id, element: renumbered(element), isElementRequired: isElementRequired)
    case .map(_, let key, _, let value, let isValueRequired):
      let keyID = next()
      let valueID = next()
      return .map(
        keyID: keyID, key: renumbered(key), valueID: valueID, value: renumbered(value),
        isValueRequired: isValueRequired)
    default: return type
    }
  }
}
