internal import Diagnostics

/// Reads a text with `${...}` placeholders. `$${` stands for `${` itself.
struct TemplateParser {
  /// What was found wrong with a placeholder.
  enum Flaw: Error {
    case malformed(ValueFlaw)
    /// A placeholder of a kind that the field does not take.
    case notAllowed(kind: String, range: Range<Int>)
  }

  private var scanner: TextScanner
  private let place: SourceText
  private let allowed: Placeholders
  private var parts: [Spanned<TemplateText.Part>] = []
  private var literal: [UInt8] = []
  private var literalStart = 0

  init(_ place: SourceText, allowed: Placeholders) {
    scanner = TextScanner(String(decoding: place.bytes, as: UTF8.self))
    self.place = place
    self.allowed = allowed
  }

  mutating func parse() throws(Flaw) -> TemplateText {
    while let byte = scanner.current {
      if byte == UInt8(ascii: "$"), starts(with: "$${") {
        literal.append(contentsOf: Array("${".utf8))
        scanner.index += 3
      } else if byte == UInt8(ascii: "$"), starts(with: "${") {
        endLiteral()
        try placeholder()
        literalStart = scanner.index
      } else {
        literal.append(byte)
        scanner.index += 1
      }
    }
    endLiteral()
    return TemplateText(parts: parts)
  }

  private func starts(with text: String) -> Bool {
    scanner.bytes[scanner.index...].starts(with: text.utf8)
  }

  private mutating func endLiteral() {
    guard !literal.isEmpty else { return }
    let text = String(decoding: literal, as: UTF8.self)
    parts.append(
      Spanned(.literal(text), at: place.span(from: literalStart, to: scanner.index)))
    literal = []
  }

  private mutating func placeholder() throws(Flaw) {
    let start = scanner.index
    scanner.index += 2
    let inner = scanner.run { $0 != UInt8(ascii: "}") && $0 != UInt8(ascii: "\n") }
    guard scanner.take("}") else {
      throw .malformed(
        ValueFlaw(
          "The placeholder that begins here is not closed.", at: start..<start + 2,
          help: "End it with '}', or write '$${' for the text '${'."))
    }
    let part = try meaning(of: scanner.text(inner), at: start..<scanner.index)
    parts.append(Spanned(part, at: place.span(from: start, to: scanner.index)))
  }

  private func meaning(
    of text: String, at range: Range<Int>
  ) throws(Flaw) -> TemplateText.Part {
    switch text {
    case "interval.start", "interval.end":
      guard allowed.contains(.interval) else { throw .notAllowed(kind: "interval", range: range) }
      return text == "interval.start" ? .intervalStart : .intervalEnd
    default:
      let pieces = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
      guard pieces.count == 2, isName(pieces[1]) else { throw unknown(text, range) }
      switch pieces[0] {
      case "var": return .variable(String(pieces[1]))
      case "secret":
        guard allowed.contains(.secret) else { throw .notAllowed(kind: "secret", range: range) }
        return .secret(String(pieces[1]))
      default: throw unknown(text, range)
      }
    }
  }

  /// Names of secrets may hold the characters of paths, as secret stores use them.
  private func isName(_ text: Substring) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy { byte in
        byte.isNamePart || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "/")
          || byte == UInt8(ascii: ".")
      }
  }

  private func unknown(_ text: String, _ range: Range<Int>) -> Flaw {
    let pieces = text.split(separator: ".", maxSplits: 1).map(String.init)
    var near = nearMatch(text, among: ["interval.start", "interval.end"])
    if near == nil, pieces.count == 2, isName(pieces[1][...]) {
      near = nearMatch(pieces[0], among: ["var", "secret"]).map { "\($0).\(pieces[1])" }
    }
    return .malformed(
      ValueFlaw(
        "'${\(text)}' is not a placeholder.", at: range,
        help: near.map { "Did you mean '${\($0)}'?" }
          ?? "Write '${var.NAME}', '${secret.NAME}', '${interval.start}' or '${interval.end}', or '$${' for the text '${'.",
        replacement: near.map { "${\($0)}" }))
  }
}
