internal import Ports

/// What DuckDB wrote to standard error, as an error for people.
struct DuckDBFailure {
  private let text: String

  init(_ errors: String) { text = errors }

  /// The message is DuckDB's own without the excerpt of the statement, and without values where they
  /// come from rows.
  var portError: PortError {
    PortError(
      kind, "The engine reported: \(message)", isRetryable: kind == .unreachable,
      debugDetail: String(text.suffix(8192)))
  }

  private var kind: PortError.Kind {
    switch httpStatus {
    case 409?: return .conflict
    case 401?, 403?: return .denied
    case 408?, 429?: return .unreachable
    case let status? where status >= 500: return .unreachable
    default: break
    }
    let unreachable = [
      "Could not connect", "Connection refused", "Could not establish connection",
      "connection to server", "HTTP Error: Request timed out",
    ]
    if unreachable.contains(where: text.contains) { return .unreachable }
    if text.hasPrefix("Catalog Error"), text.contains("does not exist") { return .missing }
    if text.hasPrefix("Out of Memory Error") || text.hasPrefix("IO Error") { return .local }
    return .refused
  }

  /// The status of the catalog's or the object store's answer: DuckDB and its extensions write
  /// `HTTP 503` or the status's name with its number, `ServiceUnavailable_503`. Names of tables and
  /// values of rows may look much the same, so that neither quotes nor the statement are looked into.
  private var httpStatus: Int? {
    let answer = Self.withoutQuoted(withoutStatement)
    if let match = answer.firstMatch(of: /\bHTTP ([1-5][0-9]{2})\b/) { return Int(match.output.1) }
    return Self.statuses.first { answer.contains("\($0.value)_\($0.key)") }?.key
  }

  /// The names that DuckDB has for them.
  private static let statuses = [
    400: "BadRequest", 401: "Unauthorized", 403: "Forbidden", 404: "NotFound",
    408: "RequestTimeout", 409: "Conflict", 429: "TooManyRequests", 500: "InternalServerError",
    502: "BadGateway", 503: "ServiceUnavailable", 504: "GatewayTimeout",
  ]

  private var message: String {
    let whole = mayHoldValues ? Self.withoutQuoted(withoutStatement) : withoutStatement
    return whole.isEmpty ? "it ended without a message." : String(whole.prefix(1000))
  }

  /// The text on one line, up to the excerpt of the statement.
  private var withoutStatement: String {
    var lines: [Substring] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("LINE ") { break }
      if !line.allSatisfy(\.isWhitespace) { lines.append(line) }
    }
    return lines.joined(separator: " ")
  }

  /// Errors that arise from rows quote what the rows hold.
  private var mayHoldValues: Bool {
    ["Conversion Error", "Invalid Input Error", "Constraint Error", "Out of Range Error"]
      .contains { text.hasPrefix($0) }
  }

  /// What stands between quotes becomes an ellipsis.
  private static func withoutQuoted(_ text: String) -> String {
    var out = ""
    var open: Character?
    for character in text {
      if let quote = open {
        guard character == quote else { continue }
        out += "…"
        out.append(character)
        open = nil
      } else {
        out.append(character)
        if character == "'" || character == "\"" { open = character }
      }
    }
    return out
  }
}
