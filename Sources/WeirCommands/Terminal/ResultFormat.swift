internal import ArgumentParser
internal import JSON

/// How the rows of a query are printed.
enum ResultFormat: String, ExpressibleByArgument, CaseIterable, Sendable {
  case table
  case csv
  case json
}

/// The rows of a query, every value as the server's text.
struct ResultSet: Sendable {
  enum ColumnKind: Sendable {
    case text
    case number
    case boolean
  }

  let columns: [(name: String, kind: ColumnKind)]
  /// Nil is SQL's null.
  let rows: [[String?]]

  /// In the given form, ending in a line break.
  func rendered(as format: ResultFormat) -> String {
    switch format {
    case .table: table()
    case .csv: csv()
    case .json: json()
    }
  }

  private func table() -> String {
    var table = TextTable(
      headers: columns.map(\.name), alignments: columns.map { $0.kind == .number ? .right : .left })
    for row in rows { table.append(row.map { $0.map(oneLine) ?? "" }) }
    return table.render() + "(\(rows.count) row\(rows.count == 1 ? "" : "s"))\n"
  }

  /// RFC 4180, with a header; null is an empty field, empty text is `""`.
  private func csv() -> String {
    var out = columns.map { quoted($0.name) }.joined(separator: ",") + "\r\n"
    for row in rows {
      out += row.map { $0.map { $0.isEmpty ? "\"\"" : quoted($0) } ?? "" }.joined(separator: ",")
      out += "\r\n"
    }
    return out
  }

  /// One array of objects, one object a line.
  private func json() -> String {
    let lines = rows.map { row in
      let fields = zip(columns, row).map { column, value in
        JSONValue.string(column.name).canonicalText() + ": "
          + jsonValue(value, column.kind).canonicalText()
      }
      return "  {" + fields.joined(separator: ", ") + "}"
    }
    return lines.isEmpty ? "[]\n" : "[\n" + lines.joined(separator: ",\n") + "\n]\n"
  }

  /// A number that JSON can hold stays a number; `NaN` and the like become text.
  private func jsonValue(_ value: String?, _ kind: ColumnKind) -> JSONValue {
    guard let value else { return .null }
    switch kind {
    case .number: return (try? JSONValue(parsing: value)) ?? .string(value)
    case .boolean: return .bool(value == "t" || value == "true")
    case .text: return .string(value)
    }
  }

  private func quoted(_ field: String) -> String {
    let special: Set<Character> = ["\"", ",", "\n", "\r", "\r\n"]
    guard field.contains(where: special.contains) else { return field }
    return "\""
      + field.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
      + "\""
  }

  /// Line breaks and control characters shown, so that a value can neither break the table nor
  /// reach the terminal as a command.
  private func oneLine(_ value: String) -> String {
    String(
      String.UnicodeScalarView(
        value.unicodeScalars.map { scalar in
          if scalar == "\n" { return "\u{23CE}" }
          return scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value) ? "\u{FFFD}" : scalar
        }))
  }
}
