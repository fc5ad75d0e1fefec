package import JSON

/// A type as table metadata writes it (Iceberg spec, Schemas and Data Types).
package indirect enum IcebergType: Hashable, Sendable {
  case boolean
  case int
  case long
  case float
  case double
  case decimal(precision: Int, scale: Int)
  case date
  case time
  case timestamp
  case timestamptz
  case string
  case uuid
  case fixed(Int)
  case binary
  /// A primitive type that this room knows only by its text, such as `timestamp_ns` or `variant`.
  case other(String)
  case structure([IcebergField])
  case list(elementID: Int, element: IcebergType, isElementRequired: Bool)
  case map(
    keyID: Int, key: IcebergType, valueID: Int, value: IcebergType, isValueRequired: Bool)

  package var isPrimitive: Bool {
    switch self {
    case .structure, .list, .map: false
    default: true
    }
  }
}

/// A field of a schema or of a struct.
package struct IcebergField: Hashable, Sendable {
  package var id: Int
  package var name: String
  package var type: IcebergType
  package var isRequired: Bool
  /// Nil when there is none, never empty.
  package var doc: String?
  /// Members that this room does not use, such as default values; kept as they are.
  package var others: JSONObject

  package init(
    id: Int, name: String, type: IcebergType, isRequired: Bool = false, doc: String? = nil,
    others: JSONObject = JSONObject()
  ) {
    self.id = id
    self.name = name
    self.type = type
    self.isRequired = isRequired
    self.doc = doc?.isEmpty == true ? nil : doc
    self.others = others
  }
}

extension IcebergType {
  private static let simple: [String: IcebergType] = [
    "boolean": .boolean, "int": .int, "long": .long, "float": .float, "double": .double,
    "date": .date, "time": .time, "timestamp": .timestamp, "timestamptz": .timestamptz,
    "string": .string, "uuid": .uuid, "binary": .binary,
  ]

  /// Reads the text of a primitive type, `decimal(9,2)` with and without a blank.
  package init(primitive text: String) {
    if let type = Self.simple[text] {
      self = type
      return
    }
    let numbers = text.split { !"0123456789".contains($0) }.compactMap { Int($0) }
    if text.hasPrefix("decimal("), text.hasSuffix(")"), numbers.count == 2 {
      self = .decimal(precision: numbers[0], scale: numbers[1])
    } else if text.hasPrefix("fixed["), text.hasSuffix("]"), numbers.count == 1 {
      self = .fixed(numbers[0])
    } else {
      self = .other(text)
    }
  }

  init(json: JSONValue?) throws(IcebergError) {
    if let text = json?.stringValue {
      self.init(primitive: text)
      return
    }
    let reader = try ObjectReader(json, "a type")
    switch try reader.string("type") {
    case "struct":
      self = .structure(
        try reader.array("fields").map { json throws(IcebergError) in
          try IcebergField(json: json)
        })
    case "list":
      self = .list(
        elementID: try reader.int("element-id"), element: try Self(json: reader.value("element")),
        isElementRequired: try reader.bool("element-required"))
    case "map":
      self = .map(
        keyID: try reader.int("key-id"), key: try Self(json: reader.value("key")),
        valueID: try reader.int("value-id"), value: try Self(json: reader.value("value")),
        isValueRequired: try reader.bool("value-required"))
    case let text: throw .malformed("Unknown type '\(text)'.")
    }
  }

  var json: JSONValue {
    switch self {
    case .structure(let fields):
      ["type": "struct", "fields": .array(fields.map(\.json))]
    case .list(let elementID, let element, let isElementRequired):
      [
        "type": "list", "element-id": .integer(Int64(elementID)), "element": element.json,
        "element-required": .bool(isElementRequired),
      ]
    case .map(let keyID, let key, let valueID, let value, let isValueRequired):
      [
        "type": "map", "key-id": .integer(Int64(keyID)), "key": key.json,
        "value-id": .integer(Int64(valueID)), "value": value.json,
        "value-required": .bool(isValueRequired),
      ]
    default: .string(description)
    }
  }
}

extension IcebergType: CustomStringConvertible {
  /// As metadata writes a primitive; nested types as `list<int>`, `struct<a:int>`.
  package var description: String {
    switch self {
    case .boolean: "boolean"
    case .int: "int"
    case .long: "long"
    case .float: "float"
    case .double: "double"
    case .decimal(let precision, let scale): "decimal(\(precision), \(scale))"
    case .date: "date"
    case .time: "time"
    case .timestamp: "timestamp"
    case .timestamptz: "timestamptz"
    case .string: "string"
    case .uuid: "uuid"
    case .fixed(let length): "fixed[\(length)]"
    case .binary: "binary"
    case .other(let text): text
    case .structure(let fields):
      "struct<" + fields.map { "\($0.name):\($0.type)" }.joined(separator: ",") + ">"
    case .list(_, let element, _): "list<\(element)>"
    case .map(_, let key, _, let value, _): "map<\(key),\(value)>"
    }
  }
}

extension IcebergField {
  private static let knownKeys: Set = ["id", "name", "required", "type", "doc"]

  init(json: JSONValue) throws(IcebergError) {
    let reader = try ObjectReader(json, "a schema field")
    self.init(
      id: try reader.int("id"), name: try reader.string("name"),
      type: try IcebergType(json: reader.value("type")), isRequired: try reader.bool("required"),
      doc: try reader.optionalString("doc"), others: reader.others(than: Self.knownKeys))
  }

  var json: JSONValue {
    var object: JSONObject = [
      "id": .integer(Int64(id)), "name": .string(name), "required": .bool(isRequired),
      "type": type.json,
    ]
    if let doc { object["doc"] = .string(doc) }
    object.appendMissing(others)
    return .object(object)
  }
}
