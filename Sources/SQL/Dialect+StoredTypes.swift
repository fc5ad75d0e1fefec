package import Catalog

extension Dialect {
  /// What a type is that a warehouse's system tables spell so (`format_type`): one of Weir's where it
  /// has exactly that one, else a native one.
  ///
  /// Sources: PostgreSQL 15, 8 (names and aliases); Amazon Redshift Database Developer Guide, Data types.
  package func storedType(named text: String) -> DataType {
    if let type = plainStoredTypes[text] { return type }
    if text.hasSuffix("[]") {
      let element = storedType(named: String(text.dropLast(2)))
      return element.isNative || element.isNested ? .native(text) : .list(element)
    }
    if let length = Self.arguments(of: text, after: "character varying"), length.count == 1 {
      return .varchar(length[0])
    }
    if let digits = Self.arguments(of: text, after: "numeric"), digits.count == 2,
      (1...38).contains(digits[0]), (0...digits[0]).contains(digits[1])
    {
      return .decimal(precision: digits[0], scale: digits[1])
    }
    return .native(text)
  }

  /// What a column that is declared with a native type is read back as.
  package func storedType(ofNative name: String) -> DataType {
    storedType(named: Self.longName(of: name))
  }

  private var plainStoredTypes: [String: DataType] {
    id == Dialect.redshift.id ? Self.redshiftStoredTypes : Self.postgreSQLStoredTypes
  }

  private static let postgreSQLStoredTypes: [String: DataType] = [
    "boolean": .boolean, "integer": .int, "bigint": .long, "real": .float,
    "double precision": .double, "text": .string, "date": .date, "time without time zone": .time,
    "timestamp without time zone": .timestamp, "timestamp with time zone": .timestamptz,
    "uuid": .uuid, "bytea": .binary, "jsonb": .json,
  ]

  private static let redshiftStoredTypes: [String: DataType] = [
    "boolean": .boolean, "integer": .int, "bigint": .long, "real": .float,
    "double precision": .double, "date": .date, "time without time zone": .time,
    "timestamp without time zone": .timestamp, "timestamp with time zone": .timestamptz,
    "varbyte(16777216)": .binary, "binary varying(16777216)": .binary, "super": .json,
  ]

  private static func arguments(of text: String, after name: String) -> [Int]? {
    guard text.hasPrefix(name + "("), text.hasSuffix(")") else { return nil }
    let parts = text.dropFirst(name.utf8.count + 1).dropLast()
      .split(separator: ",", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { Int($0) }
    return numbers.count == parts.count ? numbers : nil
  }

  // MARK: Spellings

  /// The server's own spelling of a type's name: `timestamp(3) without time zone` for `timestamp(3)`.
  private static func longName(of name: String) -> String {
    guard !name.contains("\"") else { return name }
    var text = name
    var ending = ""
    while text.hasSuffix("[]") {
      text.removeLast(2)
      ending = "[]"
    }
    var arguments = ""
    if let open = text.firstIndex(of: "("), let close = text.lastIndex(of: ")") {
      arguments = String(text[open...close])
      text.removeSubrange(open...close)
    }
    var long = nativeAliases[text] ?? text
    if long.hasSuffix(" zone"), let blank = long.firstIndex(of: " ") {
      long.insert(contentsOf: arguments, at: blank)
    } else {
      if long == "character" && arguments.isEmpty { arguments = "(1)" }
      long += arguments
    }
    return long + ending
  }

  private static let nativeAliases = [
    "int": "integer", "int4": "integer", "int2": "smallint", "int8": "bigint",
    "bool": "boolean", "float4": "real", "float8": "double precision", "char": "character",
    "nchar": "character", "varchar": "character varying", "nvarchar": "character varying",
    "decimal": "numeric", "varbit": "bit varying", "time": "time without time zone",
    "timetz": "time with time zone", "timestamp": "timestamp without time zone",
    "timestamptz": "timestamp with time zone",
  ]
}
