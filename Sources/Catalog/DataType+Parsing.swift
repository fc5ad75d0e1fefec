extension DataType {
  /// The deepest nesting of `list`, `map` and `struct` that is read.
  private static let maximumDepth = 32

  /// Reads the form that `description` writes; spaces between parts and the case of the words do not
  /// matter. Nil for everything else.
  package init?(parsing text: String) {
    if let simple = DataType(simple: text) {
      self = simple
      return
    }
    if let name = NativeTypeName(parsing: text) {
      self = .native(name.text)
      return
    }
    var parser = Parser(text: Array(text.utf8))
    guard let type = parser.type(depth: 0) else { return nil }
    parser.skipSpaces()
    guard parser.isAtEnd else { return nil }
    self = type
  }

  /// A type without parameters, by its word in lower case.
  private init?(simple word: String) {
    switch word {
    case "boolean": self = .boolean
    case "int": self = .int
    case "long": self = .long
    case "float": self = .float
    case "double": self = .double
    case "string": self = .string
    case "date": self = .date
    case "time": self = .time
    case "timestamp": self = .timestamp
    case "timestamptz": self = .timestamptz
    case "uuid": self = .uuid
    case "binary": self = .binary
    case "json": self = .json
    default: return nil
    }
  }

  private struct Parser {
    let text: [UInt8]
    var index = 0

    init(text: [UInt8]) { self.text = text }

    var isAtEnd: Bool { index == text.count }

    mutating func skipSpaces() {
      while index < text.count, text[index] == UInt8(ascii: " ") { index += 1 }
    }

    mutating func take(_ character: Unicode.Scalar) -> Bool {
      skipSpaces()
      guard index < text.count, text[index] == UInt8(ascii: character) else { return false }
      index += 1
      return true
    }

    mutating func word() -> String? {
      skipSpaces()
      let start = index
      while index < text.count {
        switch text[index] {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
          index += 1
        default:
          return start == index ? nil : String(decoding: text[start..<index], as: UTF8.self)
        }
      }
      return start == index ? nil : String(decoding: text[start..<index], as: UTF8.self)
    }

    mutating func number() -> Int? { word().flatMap { Int($0) } }

    mutating func type(depth: Int) -> DataType? {
      guard depth < maximumDepth, let name = word()?.lowercased() else { return nil }
      if let simple = DataType(simple: name) { return simple }
      switch name {
      case "decimal": return decimal()
      case "varchar": return varchar()
      case "list": return list(depth: depth)
      case "map": return map(depth: depth)
      case "struct": return structure(depth: depth)
      default: return nil
      }
    }

    private mutating func decimal() -> DataType? {
      guard take("("), let precision = number(), take(","), let scale = number(), take(")"),
        (1...38).contains(precision), (0...precision).contains(scale)
      else { return nil }
      return .decimal(precision: precision, scale: scale)
    }

    private mutating func varchar() -> DataType? {
      guard take("("), let length = number(), take(")"), (1...65535).contains(length) else {
        return nil
      }
      return .varchar(length)
    }

    private mutating func list(depth: Int) -> DataType? {
      guard take("<"), let element = type(depth: depth + 1), take(">") else { return nil }
      return .list(element)
    }

    private mutating func map(depth: Int) -> DataType? {
      guard take("<"), let key = type(depth: depth + 1), take(","),
        let value = type(depth: depth + 1), take(">")
      else { return nil }
      return .map(key: key, value: value)
    }

    private mutating func structure(depth: Int) -> DataType? {
      guard take("<") else { return nil }
      var fields: [Field] = []
      repeat {
        guard let name = word(), take(":"), let type = type(depth: depth + 1),
          !fields.contains(where: { $0.name == name })
        else { return nil }
        fields.append(Field(name, type))
      } while take(",")
      return take(">") ? .structure(fields) : nil
    }
  }
}
