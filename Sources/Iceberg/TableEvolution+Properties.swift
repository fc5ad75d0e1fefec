internal import JSON

extension TableEvolver {
  /// Prefixes of properties that end in a column's name.
  private static let columnPrefixes = [
    "write.metadata.metrics.column.", "write.parquet.bloom-filter-enabled.column.",
  ]
  private static let nameMappingKey = "schema.name-mapping.default"

  /// Declared properties that differ, owned ones that are no longer declared, and those that follow
  /// renamed and dropped columns (Iceberg, SchemaUpdate).
  func propertyUpdates(
    _ desired: [String: String], owned: Set<String>, schema: IcebergSchema
  ) -> [TableUpdate] {
    var target = followingColumns(to: schema)
    for key in owned where desired[key] == nil { target[key] = nil }
    target.merge(desired) { _, new in new }
    let changed = target.filter { live.properties[$0.key] != $0.value }
    let removed = live.properties.keys.filter { target[$0] == nil }.sorted()
    var updates: [TableUpdate] = []
    if !changed.isEmpty { updates.append(.setProperties(changed)) }
    if !removed.isEmpty { updates.append(.removeProperties(removed)) }
    return updates
  }

  private func followingColumns(to schema: IcebergSchema) -> [String: String] {
    var result = live.properties
    guard !schema.hasSameContent(as: live.currentSchema) else { return result }
    let names = Dictionary(
      schema.places.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
    for place in live.currentSchema.places where names[place.id] != place.name {
      for prefix in Self.columnPrefixes {
        guard let value = result.removeValue(forKey: prefix + place.name) else { continue }
        if let name = names[place.id] { result[prefix + name] = value }
      }
    }
    if let text = result[Self.nameMappingKey], let mapping = try? JSONValue(parsing: text) {
      let updated = NameMapping.updated(mapping.arrayValue ?? [], for: schema.fields)
      result[Self.nameMappingKey] = JSONValue.array(updated).canonicalText()
    }
    return result
  }
}

/// The names by which files without field IDs are read (Iceberg spec, Column Projection). Names are
/// only ever added.
enum NameMapping {
  static func updated(_ entries: [JSONValue], for fields: [IcebergField]) -> [JSONValue] {
    updated(entries, for: fields.map { ($0.name, $0.id, $0.type) })
  }

  private static func updated(
    _ entries: [JSONValue], for children: [(name: String, id: Int, type: IcebergType)]
  ) -> [JSONValue] {
    var result = entries
    for child in children {
      let id = JSONValue.integer(Int64(child.id))
      let place = result.firstIndex { $0["field-id"] == id }
      var entry = place.flatMap { result[$0].objectValue } ?? ["field-id": id, "names": []]
      let names = entry["names"]?.arrayValue ?? []
      if !names.contains(.string(child.name)) {
        entry["names"] = .array(names + [.string(child.name)])
      }
      let nested = updated(entry["fields"]?.arrayValue ?? [], for: Self.children(of: child.type))
      if !nested.isEmpty { entry["fields"] = .array(nested) }
      if let place { result[place] = .object(entry) } else { result.append(.object(entry)) }
    }
    return result
  }

  private static func children(
    of type: IcebergType
  ) -> [(name: String, id: Int, type: IcebergType)] {
    switch type {
    case .structure(let fields): fields.map { ($0.name, $0.id, $0.type) }
    case .list(let id, let element, _): [("element", id, element)]
    case .map(let keyID, let key, let valueID, let value, _):
      [("key", keyID, key), ("value", valueID, value)]
    default: []
    }
  }
}
