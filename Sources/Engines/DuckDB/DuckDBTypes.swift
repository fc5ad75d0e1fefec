internal import Catalog

extension DataType {
  /// The type's name in DuckDB. JSON is kept as text, as the lake keeps it.
  var duckDBName: String {
    switch self {
    case .boolean: "BOOLEAN"
    case .int: "INTEGER"
    case .long: "BIGINT"
    case .float: "FLOAT"
    case .double: "DOUBLE"
    case .decimal(let precision, let scale): "DECIMAL(\(precision),\(scale))"
    case .string, .varchar, .json, .native: "VARCHAR"
    case .date: "DATE"
    case .time: "TIME"
    case .timestamp: "TIMESTAMP"
    case .timestamptz: "TIMESTAMPTZ"
    case .uuid: "UUID"
    case .binary: "BLOB"
    case .list(let element): "\(element.duckDBName)[]"
    case .map(let key, let value): "MAP(\(key.duckDBName), \(value.duckDBName))"
    case .structure(let fields):
      "STRUCT("
        + fields.map { "\(duckDBQuoted($0.name)) \($0.type.duckDBName)" }.joined(separator: ", ")
        + ")"
    }
  }
}

/// An identifier in double quotes.
func duckDBQuoted(_ name: String) -> String {
  "\"" + name.replacing("\"", with: "\"\"") + "\""
}

/// A text in single quotes.
func duckDBLiteral(_ text: String) -> String { "'" + text.replacing("'", with: "''") + "'" }
