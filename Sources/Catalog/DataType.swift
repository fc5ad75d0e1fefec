/// Weir's own column types. Each dialect and the lake spell them in their own way.
package enum DataType: Hashable, Sendable {
  case boolean
  /// 32 bits, signed.
  case int
  /// 64 bits, signed.
  case long
  case float
  case double
  /// 1 to 38 digits, of which `scale` stand after the point.
  case decimal(precision: Int, scale: Int)
  /// Text of any length.
  case string
  /// Text of at most this many characters.
  case varchar(Int)
  case date
  /// Of day, microseconds.
  case time
  /// Without a time zone, microseconds.
  case timestamp
  /// An instant, microseconds.
  case timestamptz
  case uuid
  case binary
  case json
  indirect case list(DataType)
  indirect case map(key: DataType, value: DataType)
  case structure([Field])
  /// A type of the warehouse's server that Weir does not model, in the server's own spelling:
  /// `smallint`, `character(2)`, `public.mood`. Only columns of the warehouse have one.
  case native(String)

  /// A field of a `struct`.
  package struct Field: Hashable, Sendable {
    package let name: String
    package let type: DataType

    package init(_ name: String, _ type: DataType) {
      self.name = name
      self.type = type
    }
  }
}

extension DataType: CustomStringConvertible {
  /// As specs write it: `decimal(10,2)`, `list<string>`, `struct<a:int,b:map<string,long>>`.
  package var description: String {
    switch self {
    case .boolean: "boolean"
    case .int: "int"
    case .long: "long"
    case .float: "float"
    case .double: "double"
    case .decimal(let precision, let scale): "decimal(\(precision),\(scale))"
    case .string: "string"
    case .varchar(let length): "varchar(\(length))"
    case .date: "date"
    case .time: "time"
    case .timestamp: "timestamp"
    case .timestamptz: "timestamptz"
    case .uuid: "uuid"
    case .binary: "binary"
    case .json: "json"
    case .list(let element): "list<\(element)>"
    case .map(let key, let value): "map<\(key),\(value)>"
    case .structure(let fields):
      "struct<" + fields.map { "\($0.name):\($0.type)" }.joined(separator: ",") + ">"
    case .native(let name): "native(\(name))"
    }
  }

  /// The names that need no arguments, for suggestions.
  package static let simpleNames: [String] = [
    "binary", "boolean", "date", "double", "float", "int", "json", "long", "string", "time",
    "timestamp", "timestamptz", "uuid",
  ]

  package var isNumeric: Bool {
    switch self {
    case .int, .long, .float, .double, .decimal: true
    default: false
    }
  }

  package var isText: Bool {
    switch self {
    case .string, .varchar: true
    default: false
    }
  }

  package var isNative: Bool {
    if case .native = self { true } else { false }
  }

  package var isNested: Bool {
    switch self {
    case .list, .map, .structure: true
    default: false
    }
  }
}

extension DataType: Codable {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let type = DataType(parsing: text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "'\(text)' is not a type")
    }
    self = type
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
