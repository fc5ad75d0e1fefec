internal import Diagnostics

extension Parser {
  static func similarDatePart(_ name: String) -> String? {
    nearMatch(name, among: DatePart.allCases.map(\.rawValue))
  }

  /// Whether the word `INTERVAL` here begins an interval; else it is a name.
  var startsInterval: Bool {
    switch peek().kind {
    case .string, .integer, .decimal: true
    case .minus: [.integer, .decimal, .string].contains(peek(2).kind)
    default: false
    }
  }

  /// `INTERVAL '3' DAY`, `INTERVAL 1 DAY 2 HOURS`, `INTERVAL '1 day 2 hours'`.
  mutating func parseInterval() -> Expression {
    let start = current
    advance()
    var parts: [IntervalPart] = []
    if isAt(.string), peek(2).keyword == .to {
      parts = parseIntervalRange()
    } else if isAt(.string), DatePart(name: text(of: peek())) == nil {
      parts = intervalParts(of: current)
      advance()
    } else {
      while let part = parseIntervalPart(isFirst: parts.isEmpty) { parts.append(part) }
    }
    let kind: Expression.Kind = parts.isEmpty ? .error : .literal(.interval(parts))
    return Expression(kind, at: place(from: start))
  }

  /// `'1-2' YEAR TO MONTH`, `'3 04:05:06' DAY TO SECOND` and what lies between.
  private mutating func parseIntervalRange() -> [IntervalPart] {
    let token = current
    let text = string(token)
    advance()
    guard let first = parseDatePart() else { return [] }
    advance()
    guard let last = parseDatePart() else { return [] }
    let units: [DatePart] = [.year, .month, .day, .hour, .minute, .second]
    guard let from = units.firstIndex(of: first), let to = units.firstIndex(of: last), from < to
    else {
      report(.malformedInterval(text: text), at: token.place)
      return []
    }
    let isNegative = text.hasPrefix("-")
    let numbers = text.drop { $0 == "-" || $0 == "+" }
      .split { $0 == "-" || $0 == " " || $0 == ":" }.map(String.init)
    guard numbers.count == to - from + 1, numbers.allSatisfy({ Double($0) != nil }) else {
      report(.malformedInterval(text: text), at: token.place)
      return []
    }
    return zip(numbers, units[from...to]).map {
      IntervalPart((isNegative ? "-" : "") + Self.plain($0), $1)
    }
  }

  /// Without zeros in front: `04` is `4`.
  private static func plain(_ number: String) -> String {
    let digits = number.drop { $0 == "0" }
    return digits.isEmpty || digits.hasPrefix(".") ? "0" + digits : String(digits)
  }

  /// A number and a unit; nil where no number begins.
  private mutating func parseIntervalPart(isFirst: Bool) -> IntervalPart? {
    // A sign before a text further on subtracts.
    let isNegative =
      isAt(Token.Kind.minus)
      && ([.integer, .decimal].contains(peek().kind) || isFirst && peek().kind == .string)
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
