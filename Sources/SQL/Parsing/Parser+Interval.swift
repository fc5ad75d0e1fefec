internal import Diagnostics

extension Parser {
  static func similarDatePart(_ name: String) -> String? {
    nearMatch(name, among: DatePart.allCases.map(\.rawValue))
  }

  /// Whether the word `INTERVAL` here begins an interval; else it is a name.
  var startsInterval: Bool {
    switch peek().kind {
    case .string, .integer, .decimal: true
    case .minus: [.integer, .decimal].contains(peek(2).kind)
    default: false
    }
  }

  /// `INTERVAL '3' DAY`, `INTERVAL 1 DAY 2 HOURS`, `INTERVAL '1 day 2 hours'`.
  mutating func parseInterval() -> Expression {
    let start = current
    advance()
    var parts: [IntervalPart] = []
    if isAt(.string), DatePart(name: text(of: peek())) == nil {
      parts = intervalParts(of: current)
      advance()
    } else {
      while let part = parseIntervalPart() { parts.append(part) }
    }
    let kind: Expression.Kind = parts.isEmpty ? .error : .literal(.interval(parts))
    return Expression(kind, at: place(from: start))
  }

  /// A number and a unit; nil where no number begins.
  private mutating func parseIntervalPart() -> IntervalPart? {
    let isNegative = isAt(Token.Kind.minus) && [.integer, .decimal].contains(peek().kind)
    if isNegative { advance() }
    let token = current
    guard [.integer, .decimal, .string].contains(token.kind) else { return nil }
    let amount = token.kind == .string ? string(token) : text(of: token)
    advance()
    guard Double(amount) != nil else {
      report(.malformedInterval(text: amount), at: token.place)
      return nil
    }
    guard let unit = parseDatePart() else { return nil }
    return IntervalPart((isNegative ? "-" : "") + amount, unit)
  }

  /// The pairs of number and unit in a string.
  private mutating func intervalParts(of token: Token) -> [IntervalPart] {
    let text = string(token)
    let words = text.split(separator: " ").map(String.init)
    var parts: [IntervalPart] = []
    for index in stride(from: 0, to: words.count - 1, by: 2) {
      guard Double(words[index]) != nil, let unit = DatePart(name: words[index + 1]) else {
        parts = []
        break
      }
      parts.append(IntervalPart(words[index], unit))
    }
    if parts.isEmpty || words.count % 2 == 1 {
      report(.malformedInterval(text: text), at: token.place)
      return []
    }
    return parts
  }
}
