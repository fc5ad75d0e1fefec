extension Parser {
  /// Whether a name can begin at the current token.
  var isAtName: Bool { Self.isName(current) }

  static func isName(_ token: Token) -> Bool {
    token.kind == .quotedIdentifier || token.kind == .word && !token.keyword.isReserved
  }

  /// A name, or nil with a problem. `expected` is a phrase such as "a table's name".
  mutating func parseName(_ expected: String) -> Identifier? {
    guard isAtName else {
      reportUnexpected(expected)
      return nil
    }
    return takeName()
  }

  /// The name that the current token is; it must be one.
  mutating func takeName() -> Identifier {
    let token = current
    advance()
    return identifier(token)
  }

  func identifier(_ token: Token) -> Identifier {
    guard token.kind == .quotedIdentifier else {
      return Identifier(lowercasedText(of: token), at: token.place)
    }
    let name = Self.unquoted(
      bytes[Int(token.start + 1)..<Int(token.end - 1)], quote: bytes[Int(token.start)])
    return Identifier(name, at: token.place)
  }

  /// The text of a word in lower case, as most words are written.
  private func lowercasedText(of token: Token) -> String {
    let text = text(of: token)
    for byte in bytes[Int(token.start)..<Int(token.end)] where byte >= 128 || 65...90 ~= byte {
      return text.lowercased()
    }
    return text
  }

  /// What the quotes enclose: a doubled quote is one.
  private static func unquoted(_ inner: ArraySlice<UInt8>, quote: UInt8) -> String {
    var out: [UInt8] = []
    out.reserveCapacity(inner.count)
    var index = inner.startIndex
    while index < inner.endIndex {
      out.append(inner[index])
      index += inner[index] == quote ? 2 : 1
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// After a first name: the further parts after dots. Any word may follow a dot.
  mutating func parseDottedRest(_ first: Identifier) -> [Identifier] {
    var parts = [first]
    while isAt(.dot), peek().kind == .word || peek().kind == .quotedIdentifier {
      advance()
      parts.append(takeName())
    }
    return parts
  }

  /// `AS name`, `name`, or nothing.
  mutating func parseAlias() -> Identifier? {
    if take(.as) { return parseName("a name after AS") }
    guard isAtName, !startsFrameOrClause(current) else { return nil }
    return takeName()
  }

  /// Words that are no reserved ones, but go on with the query where an alias could stand.
  private func startsFrameOrClause(_ token: Token) -> Bool {
    switch token.keyword {
    case .nulls, .tablesample, .for: true
    case .window: startsWindowClause
    case .filter, .over, .pivot: peek().kind == .leftParenthesis
    case .unpivot: startsUnpivot
    case .grouping: peek().keyword == .sets
    default: startsRefusedClause
    }
  }

  /// `(a, b)`; empty when no parenthesis opens here.
  mutating func parseNameList(_ expected: String) -> [Identifier] {
    guard take(.leftParenthesis) else { return [] }
    var names: [Identifier] = []
    repeat {
      guard let name = parseName(expected) else { break }
      names.append(name)
    } while take(.comma)
    closeParenthesis()
    return names
  }

  /// Takes the closing parenthesis, skipping what stands before it after saying so.
  mutating func closeParenthesis() {
    if take(.rightParenthesis) { return }
    reportUnexpected("')'")
    skip { _ in false }
    _ = take(.rightParenthesis)
  }

  /// What stands between the signs of `$tag$ ... $tag$`.
  private func dollarText(_ token: Token) -> String {
    let text = bytes[Int(token.start)..<Int(token.end)]
    let length =
      (text.dropFirst().firstIndex(of: UInt8(ascii: "$")) ?? text.startIndex)
      - text.startIndex + 1
    return String(decoding: text.dropFirst(length).dropLast(length), as: UTF8.self)
  }

  /// The value of a string token.
  func string(_ token: Token) -> String {
    if token.kind == .dollarString { return dollarText(token) }
    var start = Int(token.start)
    var escapes = dialect.capabilities.hasBackslashEscapes
    if token.kind == .prefixedString {
      escapes = bytes[start] | 0x20 == UInt8(ascii: "e")
      start += 1
    }
    let quote = bytes[start]
    var out: [UInt8] = []
    var index = start + 1
    let end = Int(token.end) - 1
    while index < end {
      let byte = bytes[index]
      if escapes, byte == UInt8(ascii: "\\"), index + 1 < end {
        index = appendEscape(at: index + 1, before: end, to: &out)
      } else {
        out.append(byte)
        index += byte == quote ? 2 : 1
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// Appends what the escape at `index` (after the backslash) means; gives the index after it.
  /// `\%` and `\_` keep their backslash, for `LIKE`.
  private func appendEscape(at index: Int, before end: Int, to out: inout [UInt8]) -> Int {
    switch Unicode.Scalar(bytes[index]) {
    case "n": out.append(0x0A)
    case "t": out.append(0x09)
    case "r": out.append(0x0D)
    case "b": out.append(0x08)
    case "0": out.append(0x00)
    case "%", "_": out += [UInt8(ascii: "\\"), bytes[index]]
    case "u":
      guard index + 4 < end, let scalar = hexadecimalScalar(at: index + 1) else { fallthrough }
      out += Array(String(Character(scalar)).utf8)
      return index + 5
    default: out.append(bytes[index])
    }
    return index + 1
  }

  private func hexadecimalScalar(at index: Int) -> Unicode.Scalar? {
    UInt32(String(decoding: bytes[index..<index + 4], as: UTF8.self), radix: 16)
      .flatMap(Unicode.Scalar.init)
  }
}
