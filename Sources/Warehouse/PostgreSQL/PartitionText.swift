internal import Catalog
internal import SQL

/// What PostgreSQL says of partitions (PostgreSQL 15: `pg_get_partkeydef`, and `relpartbound` through
/// `pg_get_expr`).
enum PartitionText {
  /// Of `RANGE (day, lower(code))`; nil for a strategy that Weir does not know.
  static func partitioning(_ text: String) -> Partitioning? {
    guard let open = text.firstIndex(of: "("), text.last == ")",
      let strategy = Partitioning.Strategy(
        rawValue: text[..<open].lowercased().trimmingBlanks)
    else { return nil }
    let inner = text[text.index(after: open)...].dropLast()
    return Partitioning(strategy, keys: parts(of: String(inner)).map { normalized($0) })
  }

  /// A column quoted as Weir quotes it.
  private static func normalized(_ key: String) -> String {
    guard key.count > 2, key.first == "\"", key.last == "\"" else { return key }
    let name = String(key.dropFirst().dropLast())
    guard !name.replacing("\"\"", with: "").contains("\"") else { return key }
    return Dialect.postgreSQL.quoted(name.replacing("\"\"", with: "\""))
  }

  /// Of `FOR VALUES FROM ('2024-01-01') TO (MAXVALUE)`, `FOR VALUES IN (1, NULL)`, `FOR VALUES WITH
  /// (modulus 4, remainder 0)` or `DEFAULT`; nil for anything else.
  static func bounds(_ text: String) -> PartitionBounds? {
    if text == "DEFAULT" { return .others }
    guard text.hasPrefix("FOR VALUES ") else { return nil }
    let lists = parenthesized(text)
    let word = text.dropFirst("FOR VALUES ".count).prefix { $0 != " " }
    switch (word, lists.count) {
    case ("FROM", 2): return .range(from: limits(lists[0]), to: limits(lists[1]))
    case ("IN", 1): return .list(parts(of: lists[0]).map { $0 == "NULL" ? nil : value($0) })
    case ("WITH", 1):
      let numbers = parts(of: lists[0]).compactMap { part in
        part.split(separator: " ").last.flatMap { Int($0) }
      }
      return numbers.count == 2 ? .hash(modulus: numbers[0], remainder: numbers[1]) : nil
    default: return nil
    }
  }

  private static func limits(_ text: String) -> [PartitionBounds.Limit] {
    parts(of: text).map { part in
      switch part {
      case "MINVALUE": .minimum
      case "MAXVALUE": .maximum
      default: .value(value(part))
      }
    }
  }

  /// A literal without its quotes.
  private static func value(_ text: String) -> String {
    guard text.count >= 2, text.first == "'", text.last == "'" else { return text }
    return String(text.dropFirst().dropLast()).replacing("''", with: "'")
  }

  /// What stands in the outermost parentheses, in order.
  private static func parenthesized(_ text: String) -> [String] {
    var lists: [String] = []
    var depth = 0
    var current = ""
    walk(text) { character, isQuoted in
      if !isQuoted, character == ")" {
        depth -= 1
        if depth == 0 { lists.append(current) }
      }
      if depth > 0 { current.append(character) }
      if !isQuoted, character == "(" {
        if depth == 0 { current = "" }
        depth += 1
      }
    }
    return lists
  }

  /// What stands between commas that are in no parentheses.
  private static func parts(of text: String) -> [String] {
    var parts: [String] = []
    var depth = 0
    var current = ""
    walk(text) { character, isQuoted in
      if !isQuoted, character == ",", depth == 0 {
        parts.append(current)
        current = ""
        return
      }
      if !isQuoted, character == "(" { depth += 1 }
      if !isQuoted, character == ")" { depth -= 1 }
      current.append(character)
    }
    parts.append(current)
    return parts.map(\.trimmingBlanks)
  }

  /// Each character, and whether it is in quotes or one.
  private static func walk(_ text: String, _ body: (Character, Bool) -> Void) {
    var quote: Character?
    for character in text {
      if let open = quote {
        body(character, true)
        if character == open { quote = nil }
      } else {
        if character == "'" || character == "\"" { quote = character }
        body(character, quote != nil)
      }
    }
  }
}

extension StringProtocol {
  fileprivate var trimmingBlanks: String {
    var text = self[...]
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
