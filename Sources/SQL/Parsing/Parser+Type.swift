internal import Catalog
internal import Diagnostics

extension Parser {
  /// A type's name as the dialect writes it; nil with a problem when it means nothing.
  mutating func parseType() -> DataType? {
    nested { $0.parseTypeHere() } ?? nil
  }

  private mutating func parseTypeHere() -> DataType? {
    let start = current
    guard isAt(.word) || isAt(.quotedIdentifier) else {
      reportUnexpected("the name of a type")
      return nil
    }
    if let native = parseQualifiedType() { return native }
    var name = parseTypeWords()
    var type = parseNestedType(name)
    if type == nil {
      let arguments = parseTypeArguments()
      // `timestamp(6) with time zone`: the digits stand in the middle.
      if !arguments.isEmpty, let longer = longerTypeName(name) {
        name = takeWords(of: longer, after: name)
      }
      type = simpleType(name, arguments: arguments)
      if type == nil, dialect.types.natives.contains(name) {
        let digits = arguments.map(String.init).joined(separator: ",")
        type = dialect.storedType(ofNative: digits.isEmpty ? name : "\(name)(\(digits))")
      }
    }
    while type != nil, take(.leftBracket) {
      expect(.rightBracket, "]")
      type = type.map { $0.list }
    }
    if type == nil, lastTypeProblemIsElsewhere(start) {
      report(
        .unknownType(name: name, similar: nearMatch(name, among: typeNames)),
        at: place(from: start))
    }
    return type
  }

  /// A type that is written with its schema is one of the server's own; nil where none stands.
  private mutating func parseQualifiedType() -> DataType? {
    guard !dialect.types.natives.isEmpty, peek().kind == .dot else { return nil }
    let schema = takeName().name
    advance()
    guard isAt(.word) || isAt(.quotedIdentifier) else { return nil }
    var type = DataType.native(dialect.quoted([schema, takeName().name]))
    while take(.leftBracket) {
      expect(.rightBracket, "]")
      type = type.list
    }
    return type
  }

  /// Whether nothing was said yet about the type that begins at `start`.
  private func lastTypeProblemIsElsewhere(_ start: Token) -> Bool {
    problems.last.map { $0.place.start < start.start } ?? true
  }

  private var typeNames: [String] {
    dialect.types.names.keys.sorted() + dialect.types.texts.sorted()
  }

  /// The words of a name such as `timestamp with time zone`, in lower case.
  private mutating func parseTypeWords() -> String {
    let name = text(of: current).lowercased()
    advance()
    return longerTypeName(name).map { takeWords(of: $0, after: name) } ?? name
  }

  /// Takes the further words of `longer`, which have been seen; gives it back.
  private mutating func takeWords(of longer: String, after name: String) -> String {
    for _ in longer.dropFirst(name.count).split(separator: " ") { advance() }
    return longer
  }

  private static let longNames = [
    "double precision", "character varying", "binary varying", "time with time zone",
    "time without time zone", "timestamp with time zone", "timestamp without time zone",
  ]

  /// The first words of `longNames`.
  private static let longNameStarts = Set(
    longNames.compactMap { $0.split(separator: " ").first.map(String.init) })

  private func longerTypeName(_ name: String) -> String? {
    guard Self.longNameStarts.contains(name) else { return nil }
    return Self.longNames.first { long in
      guard long.hasPrefix(name + " ") else { return false }
      let rest = long.dropFirst(name.count + 1).split(separator: " ")
      return rest.indices.allSatisfy { text(of: peek($0)).lowercased() == rest[$0] }
    }
  }

  private mutating func parseTypeArguments() -> [Int] {
    guard take(.leftParenthesis) else { return [] }
    var arguments: [Int] = []
    repeat {
      guard isAt(.integer), let number = Int(text(of: current)) else {
        reportUnexpected("a number")
        break
      }
      arguments.append(number)
      advance()
    } while take(.comma)
    closeParenthesis()
    return arguments
  }

  private func simpleType(_ name: String, arguments: [Int]) -> DataType? {
    if dialect.types.texts.contains(name) {
      guard let length = arguments.first else { return dialect.types.unboundedText }
      return arguments.count == 1 && length > 0 ? .varchar(length) : nil
    }
    switch name {
    case "decimal", "numeric", "dec": return decimalType(arguments)
    default:
      guard let type = dialect.types.names[name] else { return nil }
      return arguments.isEmpty || [.time, .timestamp, .timestamptz].contains(type) ? type : nil
    }
  }

  private func decimalType(_ arguments: [Int]) -> DataType? {
    guard let precision = arguments.first else { return dialect.types.plainDecimal }
    let scale = arguments.count > 1 ? arguments[1] : 0
    guard (1...38).contains(precision), (0...precision).contains(scale), arguments.count <= 2
    else { return nil }
    return .decimal(precision: precision, scale: scale)
  }

  // MARK: Nested types

  /// `array<...>`, `map<...>`, `struct<...>`, `map(...)`, `struct(...)`; nil where none begins.
  private mutating func parseNestedType(_ name: String) -> DataType? {
    guard ["array", "map", "struct"].contains(name) else { return nil }
    let close: Token.Kind
    switch current.kind {
    case .less: close = .greater
    case .leftParenthesis: close = .rightParenthesis
    default: return nil
    }
    advance()
    let type: DataType?
    switch name {
    case "array": type = parseType().map { .list($0) }
    case "map": type = parseMapType()
    default: type = parseStructType()
    }
    expect(close, close == .greater ? ">" : ")")
    return type
  }

  private mutating func parseMapType() -> DataType? {
    let key = parseType()
    expect(.comma, ",")
    guard let value = parseType(), let key else { return nil }
    return .map(key: key, value: value)
  }

  private mutating func parseStructType() -> DataType? {
    var fields: [DataType.Field] = []
    repeat {
      guard let name = parseName("the name of a field") else { return nil }
      _ = take(.colon)
      guard let type = parseType() else { return nil }
      fields.append(.init(name.name, type))
    } while take(.comma)
    return .structure(fields)
  }
}

extension DataType {
  /// A list of it.
  fileprivate var list: DataType {
    if case .native(let name) = self { return .native(name + "[]") }
    return .list(self)
  }
}
