package import Ports

/// An error or notice as the server sent it, field by field (PostgreSQL 15, 55.8).
package struct ServerFailure: Hashable, Sendable {
  package var severity: String
  package var sqlState: String?
  package var message: String
  package var detail: String?
  package var hint: String?
  /// One-based position in the statement, in characters.
  package var position: String?
  package var schema: String?
  package var table: String?
  package var column: String?
  package var constraint: String?
  package var `where`: String?

  package init(
    severity: String, sqlState: String?, message: String, detail: String? = nil,
    hint: String? = nil, position: String? = nil, schema: String? = nil, table: String? = nil,
    column: String? = nil, constraint: String? = nil, where: String? = nil
  ) {
    self.severity = severity
    self.sqlState = sqlState
    self.message = message
    self.detail = detail
    self.hint = hint
    self.position = position
    self.schema = schema
    self.table = table
    self.column = column
    self.constraint = constraint
    self.where = `where`
  }

  /// The failure as the rest of Weir sees it. Row values stand in `debugDetail` only.
  package var portError: PortError {
    let state = sqlState ?? ""
    var error = PortError(
      Self.kind(of: state), "The server refused the statement: \(shownMessage).",
      sqlState: sqlState, isRetryable: Self.isRetryable(state), debugDetail: debugDetail)
    for (name, value) in [
      ("constraint", constraint), ("column", column), ("table", table), ("schema", schema),
    ] {
      if let value { error = error.adding(name, value) }
    }
    return error
  }

  /// The primary message. In data exceptions (class 22) the server quotes the offending value, so
  /// there everything in quotes is left out.
  private var shownMessage: String {
    let trimmed = message.hasSuffix(".") ? String(message.dropLast()) : message
    guard sqlState?.hasPrefix("22") == true else { return trimmed }
    return Self.withoutQuoted(trimmed)
  }

  private var debugDetail: String? {
    let parts = [
      ("message", Optional(message)), ("detail", detail), ("hint", hint), ("where", `where`),
      ("position", position),
    ]
    return parts.compactMap { name, value in value.map { "\(name): \($0)" } }
      .joined(separator: "\n")
  }

  /// Replaces what stands between the first and the last quotation mark, as a value may hold
  /// quotation marks itself. Servers quote by the conventions of their language.
  static func withoutQuoted(_ text: String) -> String {
    let marks: Set<Character> = ["\"", "«", "»", "„", "“", "”"]
    guard let first = text.firstIndex(where: marks.contains),
      let last = text.lastIndex(where: marks.contains)
    else { return text }
    return text[..<first] + "<value>" + text[text.index(after: last)...]
  }

  /// PostgreSQL 15, appendix A.
  static func kind(of state: String) -> PortError.Kind {
    switch state {
    case "42501": .denied
    case "42P01", "42703", "42704", "42883", "3D000", "3F000", "42P02": .missing
    case "42P07", "42710", "42P06", "42P04", "42701", "42723", "55006", "2BP01": .conflict
    case "55P03": .locked
    case "57014": .cancelled
    case "57P01", "57P02", "57P03", "57P05", "53300": .unreachable
    default: kind(ofClass: state.prefix(2))
    }
  }

  private static func kind(ofClass prefix: Substring) -> PortError.Kind {
    switch prefix {
    case "08", "58", "": .unreachable
    case "28": .denied
    case "23", "40": .conflict
    default: .refused
    }
  }

  static func isRetryable(_ state: String) -> Bool {
    switch state {
    case "40001", "40P01", "55P03", "57P01", "57P02", "57P03", "53300": true
    default: state.hasPrefix("08") || state.isEmpty
    }
  }
}
