package import Diagnostics

extension DiagnosticCode {
  static let unterminatedText = DiagnosticCode(301)
  static let unknownCharacter = DiagnosticCode(302)
  static let malformedNumber = DiagnosticCode(303)
  static let unexpectedText = DiagnosticCode(304)
  static let nestedTooDeep = DiagnosticCode(305)
  static let unknownTypeName = DiagnosticCode(306)
  static let unknownDatePart = DiagnosticCode(307)
  static let malformedInterval = DiagnosticCode(308)
  static let unequalRows = DiagnosticCode(309)
  static let cannotBePrinted = DiagnosticCode(310)
  static let notUnderstood = DiagnosticCode(311)
  static let unknownWindow = DiagnosticCode(312)
  static let malformedBinary = DiagnosticCode(313)
}

extension Diagnostic {
  static func syntax(_ problem: SyntaxProblem.Kind, at span: SourceSpan) -> Self {
    switch problem {
    case .lexical(.unterminatedString): unterminated("text", closing: "a quote", at: span)
    case .lexical(.unterminatedIdentifier):
      unterminated("quoted name", closing: "a quote", at: span)
    case .lexical(.unterminatedComment): unterminated("comment", closing: "'*/'", at: span)
    case .lexical(.unknownCharacter): unknownCharacter(at: span)
    case .lexical(.malformedNumber): malformedNumber(at: span)
    case .unexpected(let expected, let found): unexpected(expected, found: found, at: span)
    case .tooDeep: nestedTooDeep(at: span)
    case .unknownType(let name, let similar): unknownType(name, similar: similar, at: span)
    case .unknownDatePart(let name, let similar): unknownDatePart(name, similar: similar, at: span)
    case .malformedInterval(let text): malformedInterval(text, at: span)
    case .malformedBinary: malformedBinary(at: span)
    case .notUnderstood(let construct): notUnderstood(construct, at: span)
    case .unknownWindow(let name, let similar): unknownWindow(name, similar: similar, at: span)
    case .unequalRows(let first, let this): unequalRows(first: first, this: this, at: span)
    }
  }

  /// A text, quoted name or comment runs to the end of the query.
  private static func unterminated(_ what: String, closing: String, at span: SourceSpan) -> Self {
    .error(
      .unterminatedText, summary: "Text without an end",
      detail: "The \(what) that begins here is never closed.", at: span,
      help: "Close it with \(closing).")
  }

  /// A character that no part of SQL begins with.
  private static func unknownCharacter(at span: SourceSpan) -> Self {
    .error(
      .unknownCharacter, summary: "Character that SQL does not know",
      detail: "Nothing in a query can begin with this character.", at: span,
      help: "Remove it; or quote the whole text or name that it belongs to.")
  }

  /// Letters follow a number without a space.
  private static func malformedNumber(at span: SourceSpan) -> Self {
    .error(
      .malformedNumber, summary: "Malformed number",
      detail: "A number begins here, but letters follow it without a space.", at: span,
      help: "Quote the whole if it is a name; else remove the letters, or put an operator between.")
  }

  /// The grammar wants something else here.
  private static func unexpected(_ expected: String, found: String?, at span: SourceSpan) -> Self {
    .error(
      .unexpectedText, summary: "Unexpected text in the query",
      detail: found.map { "Expected \(expected), but found '\($0)'." }
        ?? "Expected \(expected), but the query ends here.",
      at: span)
  }

  /// Parentheses, queries or operators are nested deeper than Weir reads.
  private static func nestedTooDeep(at span: SourceSpan) -> Self {
    .error(
      .nestedTooDeep, summary: "Query nested too deep",
      detail:
        "Parentheses, subqueries or operators are nested more than \(Parser.maximumDepth) deep here.",
      at: span, help: "Split the query into common table expressions (WITH).")
  }

  /// A cast names a type that Weir does not have.
  private static func unknownType(_ name: String, similar: String?, at span: SourceSpan) -> Self {
    .error(
      .unknownTypeName, summary: "Unknown type in SQL",
      detail: "'\(name)' is not a type of this dialect that Weir knows.", at: span,
      help: similar.map { "Did you mean '\($0)'?" })
  }

  /// `EXTRACT` or an interval names an unknown part of a date.
  private static func unknownDatePart(_ name: String, similar: String?, at span: SourceSpan)
    -> Self
  {
    .error(
      .unknownDatePart, summary: "Unknown part of a date",
      detail: "'\(name)' is not a part of a date or time.", at: span,
      help: similar.map { "Did you mean '\($0)'?" }
        ?? "Parts are year, quarter, month, week, day, hour, minute, second and the like.")
  }

  /// The text of an interval is not a list of numbers and units.
  private static func malformedInterval(_ text: String, at span: SourceSpan) -> Self {
    .error(
      .malformedInterval, summary: "Malformed interval",
      detail: "'\(text)' is not a list of numbers, each followed by a unit.", at: span,
      help: "Write it like INTERVAL '3' DAY or INTERVAL '1 day 2 hours'.")
  }

  /// The text of a binary constant is not made of pairs of hexadecimal digits.
  private static func malformedBinary(at span: SourceSpan) -> Self {
    .error(
      .malformedBinary, summary: "Malformed binary constant",
      detail: "The text of X'...' must be pairs of hexadecimal digits.", at: span,
      help: "Write two of 0 to 9 and A to F for each byte: X'0AFF'.")
  }

  /// A construct that Weir does not read, because it cannot say it for every engine or because its
  /// result would differ from run to run.
  private static func notUnderstood(_ construct: String, at span: SourceSpan) -> Self {
    .error(
      .notUnderstood, summary: "Construct that Weir does not read",
      detail:
        "Weir does not understand \(construct), so it cannot check or translate it.",
      at: span, help: "Write the query without it.")
  }

  /// `OVER` names a window that no `WINDOW` clause declares.
  private static func unknownWindow(_ name: String, similar: String?, at span: SourceSpan) -> Self {
    .error(
      .unknownWindow, summary: "Unknown window",
      detail: "No WINDOW clause of this query declares '\(name)'.", at: span,
      help: similar.map { "Did you mean '\($0)'?" }
        ?? "Declare it with WINDOW \(name) AS (...), or write OVER (...).")
  }

  /// A row of `VALUES` is longer or shorter than the first one.
  private static func unequalRows(first: Int, this: Int, at span: SourceSpan) -> Self {
    .error(
      .unequalRows, summary: "Rows of different length",
      detail: "The first row of VALUES has \(counted(first, "column")), "
        + "but this one has \(this).",
      at: span, help: "Give every row as many values; write NULL where one has none.")
  }

  /// A query uses what the dialect it must be printed for cannot say.
  package static func cannotBePrinted(
    _ construct: String, in dialect: Dialect, help: String?, at span: SourceSpan?
  ) -> Self {
    .error(
      .cannotBePrinted, summary: "Construct that the engine does not have",
      detail:
        "This query runs on \(dialect.title), where \(construct) cannot be said without changing "
        + "its meaning.",
      at: span, help: help ?? "Write the query without it.")
  }
}
