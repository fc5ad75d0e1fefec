internal import Catalog

/// The surrogate key: the first 15 hexadecimal digits of the MD5 of a text in UTF-8, as a number.
///
/// The text has, for each part of the natural key and for a version's start, the part's length in
/// code points, a colon and the part; `~` alone stands for null. So two keys never share a text,
/// whatever characters they hold. All dialects make the same text and the same number of it.
struct SurrogateKey {
  let writer: LoadWriter

  /// The key of the parts, each a value and its type, as an expression.
  func expression(_ parts: [(value: String, type: DataType)]) -> String {
    let text = parts.map { Self.encoded(Self.text($0.value, $0.type)) }
    return writer.spelling.hash60(text.joined(separator: " || "))
  }

  private static func encoded(_ text: String) -> String {
    "coalesce(CAST(length(\(text)) AS varchar) || ':' || \(text), '~')"
  }

  /// Whether values of the type have one text that is the same everywhere.
  static func supports(_ type: DataType) -> Bool {
    switch type {
    case .boolean, .int, .long, .decimal, .string, .varchar, .date, .timestamp, .timestamptz, .uuid:
      true
    case .float, .double, .time, .binary, .json, .list, .map, .structure, .native: false
    }
  }

  private static func text(_ value: String, _ type: DataType) -> String {
    switch type {
    case .string, .varchar: value
    case .boolean: "CASE WHEN \(value) THEN 'true' WHEN NOT \(value) THEN 'false' END"
    case .date: "to_char(\(value), 'YYYY-MM-DD')"
    case .timestamp: "to_char(\(value), 'YYYY-MM-DD HH24:MI:SS.US')"
    case .timestamptz: "to_char(\(value) AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')"
    default: "CAST(\(value) AS varchar)"
    }
  }
}
