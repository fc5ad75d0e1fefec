/// What of a dialect the lexer has to know.
struct LexicalRules: Sendable {
  /// Opens and closes a quoted name: a double quote or a backtick.
  var identifierQuote: UInt8
  /// Whether `"..."` is a string.
  var doubleQuoteIsString: Bool
  /// Whether a backslash in `'...'` begins an escape.
  var hasBackslashEscapes: Bool
  /// Whether `//` is an operator.
  var hasDoubleSlash: Bool
  /// Whether `$$...$$` is a string.
  var hasDollarStrings: Bool
  /// Whether numbers take Spark's suffixes, as in `1L`.
  var hasNumberSuffixes: Bool
}

/// Cuts a text into tokens. Time linear in its length; it never fails.
func tokenize(_ text: Span<UInt8>, rules: LexicalRules) -> TokenizedText {
  var lexer = LexerState(rules: rules)
  lexer.output.tokens.reserveCapacity(text.count / 4 + 8)
  while lexer.index < text.count { lexer.scan(text) }
  lexer.add(.end, from: text.count)
  return lexer.output
}

private struct LexerState {
  let rules: LexicalRules
  var index = 0
  var output = TokenizedText(tokens: [], problems: [])
  private let keywords = KeywordTable.shared

  init(rules: LexicalRules) { self.rules = rules }

  mutating func add(_ kind: Token.Kind, from start: Int, keyword: Keyword = .none) {
    output.tokens.append(
      Token(kind: kind, keyword: keyword, start: Int32(start), end: Int32(index)))
  }

  mutating func add(_ problem: TokenizedText.Problem.Kind, from start: Int) {
    output.problems.append(.init(kind: problem, place: Place(Int32(start), Int32(index))))
  }

  mutating func scan(_ text: Span<UInt8>) {
    let start = index
    let byte = text[index]
    switch byte {
    case 0x20, 0x09, 0x0A, 0x0B, 0x0C, 0x0D: index += 1
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "_"), 0x80...0xFF:
      scanWord(text)
    case UInt8(ascii: "0")...UInt8(ascii: "9"): scanNumber(text)
    case UInt8(ascii: "'"):
      scanQuoted(text, .string, from: start, escapes: rules.hasBackslashEscapes)
    case rules.identifierQuote: scanQuoted(text, .quotedIdentifier, from: start, escapes: false)
    case UInt8(ascii: "\"") where rules.doubleQuoteIsString:
      scanQuoted(text, .string, from: start, escapes: rules.hasBackslashEscapes)
    case UInt8(ascii: "-") where next(text) == UInt8(ascii: "-"): skipLine(text)
    case UInt8(ascii: "/") where next(text) == UInt8(ascii: "*"): skipComment(text)
    case UInt8(ascii: "$") where rules.hasDollarStrings: scanDollarString(text)
    case UInt8(ascii: ".") where isDigit(next(text)) && !followsName: scanNumber(text)
    default: scanSign(text)
    }
  }

  /// Whether a point here joins two names, as in `t.1`.
  private var followsName: Bool {
    guard let last = output.tokens.last, Int(last.end) == index else { return false }
    return last.kind == .word || last.kind == .quotedIdentifier
  }

  private func next(_ text: Span<UInt8>, _ distance: Int = 1) -> UInt8 {
    index + distance < text.count ? text[index + distance] : 0
  }

  private func isDigit(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }

  private func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"), 0x80...0xFF:
      true
    default: false
    }
  }

  private mutating func scanWord(_ text: Span<UInt8>) {
    let start = index
    while index < text.count, isWordByte(text[index]) { index += 1 }
    if index - start == 1, index < text.count, text[index] == UInt8(ascii: "'") {
      switch text[start] | 0x20 {
      case UInt8(ascii: "e"): return scanQuoted(text, .prefixedString, from: start, escapes: true)
      case UInt8(ascii: "r"), UInt8(ascii: "x"), UInt8(ascii: "n"):
        return scanQuoted(text, .prefixedString, from: start, escapes: false)
      default: break
      }
    }
    add(.word, from: start, keyword: keywords.keyword(text.extracting(start..<index)))
  }

  /// Digits, a point, an exponent and, as part of the same token, the letters of a type suffix.
  private mutating func scanNumber(_ text: Span<UInt8>) {
    let start = index
    var kind = Token.Kind.integer
    while index < text.count, isDigit(text[index]) { index += 1 }
    if index < text.count, text[index] == UInt8(ascii: ".") {
      kind = .decimal
      index += 1
      while index < text.count, isDigit(text[index]) { index += 1 }
    }
    if index < text.count, text[index] | 0x20 == UInt8(ascii: "e") {
      let sign = next(text)
      let hasSign = sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-")
      if isDigit(next(text, hasSign ? 2 : 1)) {
        kind = .exponent
        index += hasSign ? 2 : 1
        while index < text.count, isDigit(text[index]) { index += 1 }
      }
    }
    let digitsEnd = index
    while index < text.count, isWordByte(text[index]) { index += 1 }
    if index > digitsEnd, !isSuffix(text.extracting(digitsEnd..<index)) {
      add(.malformedNumber, from: start)
    }
    add(kind, from: start)
  }

  /// Spark's `L`, `S`, `Y`, `F`, `D` and `BD`.
  private func isSuffix(_ letters: Span<UInt8>) -> Bool {
    guard rules.hasNumberSuffixes else { return false }
    if letters.count == 2 {
      return letters[0] | 0x20 == UInt8(ascii: "b") && letters[1] | 0x20 == UInt8(ascii: "d")
    }
    guard letters.count == 1 else { return false }
    switch letters[0] | 0x20 {
    case UInt8(ascii: "l"), UInt8(ascii: "s"), UInt8(ascii: "y"), UInt8(ascii: "f"),
      UInt8(ascii: "d"):
      return true
    default: return false
    }
  }

  private mutating func scanQuoted(
    _ text: Span<UInt8>, _ kind: Token.Kind, from start: Int, escapes: Bool
  ) {
    let quote = text[index]
    index += 1
    while index < text.count {
      if escapes, text[index] == UInt8(ascii: "\\") {
        index = min(index + 2, text.count)
      } else if text[index] != quote {
        index += 1
      } else if next(text) == quote, index + 1 < text.count {
        index += 2
      } else {
        index += 1
        return add(kind, from: start)
      }
    }
    add(kind == .quotedIdentifier ? .unterminatedIdentifier : .unterminatedString, from: start)
  }

  /// `$tag$ ... $tag$`; a dollar sign that begins none is an unknown character.
  private mutating func scanDollarString(_ text: Span<UInt8>) {
    let start = index
    var end = index + 1
    while end < text.count, isWordByte(text[end]), text[end] != UInt8(ascii: "$") { end += 1 }
    guard end < text.count, text[end] == UInt8(ascii: "$") else {
      index += 1
      return add(.unknownCharacter, from: start)
    }
    let length = end + 1 - start
    index = end + 1
    while index + length <= text.count {
      if (0..<length).allSatisfy({ text[index + $0] == text[start + $0] }) {
        index += length
        return add(.dollarString, from: start)
      }
      index += 1
    }
    index = text.count
    add(.unterminatedString, from: start)
  }

  private mutating func skipLine(_ text: Span<UInt8>) {
    while index < text.count, text[index] != 0x0A { index += 1 }
  }

  /// Comments nest, as they do in all dialects we read.
  private mutating func skipComment(_ text: Span<UInt8>) {
    let start = index
    let isHint =
      next(text, 2) == UInt8(ascii: "+") && output.tokens.last?.keyword == .select
    var depth = 0
    repeat {
      guard index + 1 < text.count else {
        index = text.count
        return add(.unterminatedComment, from: start)
      }
      if text[index] == UInt8(ascii: "/"), text[index + 1] == UInt8(ascii: "*") {
        depth += 1
        index += 2
      } else if text[index] == UInt8(ascii: "*"), text[index + 1] == UInt8(ascii: "/") {
        depth -= 1
        index += 2
      } else {
        index += 1
      }
    } while depth > 0
    if isHint { add(.hint, from: start) }
  }

  private mutating func scanSign(_ text: Span<UInt8>) {
    let start = index
    guard let (kind, length) = sign(text[index], next(text), next(text, 2)) else {
      index += 1
      return add(.unknownCharacter, from: start)
    }
    index += length
    add(kind, from: start)
  }

  private func sign(_ a: UInt8, _ b: UInt8, _ c: UInt8) -> (Token.Kind, Int)? {
    switch Unicode.Scalar(a) {
    case ",": (.comma, 1)
    case ".": (.dot, 1)
    case ";": (.semicolon, 1)
    case ":": b == UInt8(ascii: ":") ? (.doubleColon, 2) : (.colon, 1)
    case "(": (.leftParenthesis, 1)
    case ")": (.rightParenthesis, 1)
    case "[": (.leftBracket, 1)
    case "]": (.rightBracket, 1)
    case "{": (.leftBrace, 1)
    case "}": (.rightBrace, 1)
    case "&": (.ampersand, 1)
    case "^": (.caret, 1)
    case "#": (.hash, 1)
    case "*": (.star, 1)
    case "+": (.plus, 1)
    case "-": minus(b, c)
    case "/": rules.hasDoubleSlash && b == UInt8(ascii: "/") ? (.doubleSlash, 2) : (.slash, 1)
    case "%": (.percent, 1)
    case "|": b == UInt8(ascii: "|") ? (.concatenate, 2) : (.pipe, 1)
    case "=": equal(b)
    case "!": not(b)
    case "~": (.matches, 1)
    case "<": less(b, c)
    case ">": b == UInt8(ascii: "=") ? (.greaterOrEqual, 2) : (.greater, 1)
    default: nil
    }
  }

  private func not(_ b: UInt8) -> (Token.Kind, Int)? {
    switch Unicode.Scalar(b) {
    case "=": (.notEqual, 2)
    case "~": (.matchesNot, 2)
    default: nil
    }
  }

  private func minus(_ b: UInt8, _ c: UInt8) -> (Token.Kind, Int) {
    guard b == UInt8(ascii: ">") else { return (.minus, 1) }
    return c == UInt8(ascii: ">") ? (.doubleArrow, 3) : (.arrow, 2)
  }

  private func equal(_ b: UInt8) -> (Token.Kind, Int) {
    switch Unicode.Scalar(b) {
    case "=": (.equal, 2)
    case ">": (.fatArrow, 2)
    default: (.equal, 1)
    }
  }

  private func less(_ b: UInt8, _ c: UInt8) -> (Token.Kind, Int) {
    switch Unicode.Scalar(b) {
    case "=": c == UInt8(ascii: ">") ? (.nullSafeEqual, 3) : (.lessOrEqual, 2)
    case ">": (.notEqual, 2)
    default: (.less, 1)
    }
  }
}
