internal import Catalog

/// The types of PostgreSQL that Weir models, by `format_type`'s spelling.
enum PostgreSQLTypes {
  private static let plain: [String: DataType] = [
    "boolean": .boolean, "integer": .int, "bigint": .long, "real": .float,
    "double precision": .double, "text": .string, "date": .date, "time without time zone": .time,
    "timestamp without time zone": .timestamp, "timestamp with time zone": .timestamptz,
    "uuid": .uuid, "bytea": .binary, "jsonb": .json,
  ]

  /// Nil for a type that Weir does not model, such as `smallint` or `numeric` without digits.
  static func dataType(_ text: String) -> DataType? {
    if let type = plain[text] { return type }
    if text.hasSuffix("[]") {
      return dataType(String(text.dropLast(2))).map { .list($0) }
    }
    if let arguments = arguments(of: text, after: "character varying"), arguments.count == 1 {
      return .varchar(arguments[0])
    }
    if let arguments = arguments(of: text, after: "numeric"), arguments.count == 2,
      (1...38).contains(arguments[0]), (0...arguments[0]).contains(arguments[1])
    {
      return .decimal(precision: arguments[0], scale: arguments[1])
    }
    return nil
  }

  private static func arguments(of text: String, after name: String) -> [Int]? {
    guard text.hasPrefix(name + "("), text.hasSuffix(")") else { return nil }
    let parts = text.dropFirst(name.utf8.count + 1).dropLast()
      .split(separator: ",", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { Int($0) }
    return numbers.count == parts.count ? numbers : nil
  }
}
