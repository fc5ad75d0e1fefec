internal import Catalog
internal import SQL

/// Writes the texts of loads in one dialect of the warehouse.
struct LoadWriter: Sendable {
  let dialect: Dialect
  let spelling: LoadSpelling

  /// The instant from which the first version of every member is valid.
  let beginning = "TIMESTAMPTZ '1900-01-01 00:00:00+00'"
  /// The instant until which the last version of every member is valid.
  let end = "TIMESTAMPTZ '9999-12-31 00:00:00+00'"
  /// An instant at which only last versions are valid.
  let lastInstant = "TIMESTAMPTZ '9999-12-30 00:00:00+00'"

  static let staging = "{{staging}}"
  static let rows = "{{rows}}"
  static let lower = "{{lower}}"
  static let upper = "{{upper}}"
  static let effectiveAt = "{{effective_at}}"

  func name(_ name: String) -> String { dialect.quoted(name) }

  func table(_ address: TableAddress) -> String {
    dialect.quoted([address.schema.name, address.name])
  }

  /// `alias.name`.
  func column(_ alias: String, _ name: String) -> String { dialect.quoted([alias, name]) }

  func names(_ columns: [String]) -> String { columns.map(name).joined(separator: ", ") }

  func columns(_ alias: String, _ columns: [String]) -> String {
    columns.map { column(alias, $0) }.joined(separator: ", ")
  }

  /// Whether two values differ, where a null differs from all but a null.
  func differ(_ a: String, _ b: String) -> String {
    guard !dialect.capabilities.hasDistinctFrom else { return "\(a) IS DISTINCT FROM \(b)" }
    return
      "(\(a) <> \(b) OR \(a) IS NULL AND \(b) IS NOT NULL OR \(a) IS NOT NULL AND \(b) IS NULL)"
  }

  /// Whether the columns of two aliases are equal and none of them is null.
  func equal(_ a: String, _ b: String, on columns: [String]) -> String {
    columns.map { "\(column(a, $0)) = \(column(b, $0))" }.joined(separator: " AND ")
  }

  /// A date or time as an instant; what has no zone is taken as UTC.
  func instant(_ value: String, _ type: DataType) -> String {
    switch type {
    case .timestamptz: value
    case .date: "CAST(\(value) AS timestamp) AT TIME ZONE 'UTC'"
    default: "\(value) AT TIME ZONE 'UTC'"
    }
  }

  /// Conditions that all hold, one a line after the first.
  func all(_ conditions: [String], indent: String = "  ") -> String {
    conditions.joined(separator: "\n\(indent)AND ")
  }

  /// Conditions of which one holds, in parentheses, one a line.
  func any(_ conditions: [String], indent: String = "    ") -> String {
    "(" + conditions.joined(separator: "\n\(indent)OR ") + ")"
  }
}

/// The name, or if it is taken the name with underscores after it.
func unusedName(_ name: String, among taken: some Sequence<String>) -> String {
  let taken = Set(taken)
  var name = name
  while taken.contains(name) { name += "_" }
  return name
}
