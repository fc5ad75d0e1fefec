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
    if text.contains("Conflict_409") { return .conflict }
    let unreachable = [
      "Could not connect", "Connection refused", "Could not establish connection",
      "connection to server", "HTTP Error: Request timed out", "ServiceUnavailable_503",
    ]
    if unreachable.contains(where: text.contains) { return .unreachable }
    if text.hasPrefix("Catalog Error"), text.contains("does not exist") { return .missing }
    if text.hasPrefix("Out of Memory Error") || text.hasPrefix("IO Error") { return .local }
    return .refused
  }

  private var message: String {
    var lines: [Substring] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("LINE ") { break }
      if !line.allSatisfy(\.isWhitespace) { lines.append(line) }
    }
    let joined = lines.joined(separator: " ")
    let whole = mayHoldValues ? Self.withoutQuoted(joined) : joined
    return whole.isEmpty ? "it ended without a message." : String(whole.prefix(1000))
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
