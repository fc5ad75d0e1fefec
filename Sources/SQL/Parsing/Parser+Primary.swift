internal import Catalog

extension Parser {
  mutating func parsePrimary() -> Expression {
    if startsLambda { return nested { $0.parseLambda() } ?? Expression(.error, at: current.place) }
    switch current.kind {
    case .word: return parseWord()
    case .quotedIdentifier: return parseColumnOrCall()
    case .integer, .decimal, .exponent: return parseNumber()
    case .string, .prefixedString, .dollarString: return parseString()
    case .leftBracket where dialect.capabilities.hasBracketArrays: return parseArray(from: current)
    case .leftBrace where dialect.capabilities.hasBracketArrays: return parseBraces()
    case .leftParenthesis: return parseParentheses()
    default: return unexpectedExpression()
    }
  }

  private mutating func unexpectedExpression() -> Expression {
    reportUnexpected("an expression")
    return Expression(.error, at: current.place)
  }

  private mutating func parseWord() -> Expression {
    switch current.keyword {
    case .null: return literal(.null)
    case .true: return literal(.boolean(true))
    case .false: return literal(.boolean(false))
    case .case: return parseCase()
    case .cast: return parseCast(isTrying: false)
    case .exists: return parseExists()
    case .left, .right:
      return peek().kind == .leftParenthesis ? parseColumnOrCall() : unexpectedExpression()
    case .tryCast where peek().kind == .leftParenthesis: return parseCast(isTrying: true)
    case .array where peek().kind == .leftBracket:
      let start = current
      advance()
      return parseArray(from: start)
    case .trim, .substring, .position, .overlay: return parseWordedCall() ?? parseColumnOrCall()
    case .lambda where startsLambdaWord:
      return nested { $0.parseLambdaWord() } ?? Expression(.error, at: current.place)
    case .extract where peek().kind == .leftParenthesis: return parseExtract()
    case .interval where startsInterval:
      return parseInterval()
    case .date, .time, .timestamp, .timestampLtz, .timestampNtz, .timestamptz:
      return parseTypedLiteral() ?? parseColumnOrCall()
    case .currentDate, .currentTimestamp, .localtimestamp: return parseCurrent()
    case let keyword where keyword.isReserved: return unexpectedExpression()
    default: return parseColumnOrCall()
    }
  }

  private mutating func literal(_ literal: Literal) -> Expression {
    let token = current
    advance()
    return Expression(.literal(literal), at: token.place)
  }

  private mutating func parseParentheses() -> Expression {
    let start = current
    let isQuery = startsQueryInParentheses
    advance()
    let inner =
      isQuery ? Expression(.subquery(parseQuery()), at: place(from: start)) : parseExpression()
    if isAt(.comma) {
      advance()
      let rest = parseExpressions()
      closeParenthesis()
      return Expression(.row([inner] + rest), at: place(from: start))
    }
    closeParenthesis()
    return Expression(inner.kind, at: place(from: start))
  }

  // MARK: Literals

  /// A number; a type suffix of Spark's becomes a cast.
  private mutating func parseNumber() -> Expression {
    let token = current
    advance()
    let text = text(of: token)
    let digits = String(text.prefix { "0123456789.+-eE".contains($0) })
    let suffix = text.dropFirst(digits.count).lowercased()
    let literal: Literal =
      switch token.kind {
      case .integer: .integer(digits)
      case .decimal: .decimal(digits)
      default: dialect.capabilities.exponentMeansDouble ? .double(digits) : .decimal(digits)
      }
    let number = Expression(.literal(literal), at: token.place)
    guard let type = Self.suffixTypes[suffix] else { return number }
    return Expression(.cast(number, type, castRules(isTrying: false)), at: token.place)
  }

  private static let suffixTypes: [String: DataType] = [
    "l": .long, "s": .int, "y": .int, "f": .float, "d": .double,
  ]

  private mutating func parseString() -> Expression {
    let token = current
    if token.kind == .prefixedString, bytes[Int(token.start)] | 0x20 == UInt8(ascii: "x") {
      let digits = string(token).uppercased()
      if !digits.utf8.count.isMultiple(of: 2) || !digits.allSatisfy(\.isHexDigit) {
        report(.malformedBinary(text: digits), at: token.place)
      }
      return literal(.binary(digits))
    }
    return literal(.string(string(token)))
  }

  /// `DATE '...'` and the like; nil, with nothing taken, when no string follows.
  private mutating func parseTypedLiteral() -> Expression? {
    let start = current
    var kind = start.keyword
    if kind == .timestamp, isAtWithTimeZone(from: 1), peek(4).kind == .string {
      for _ in 0..<3 { advance() }
      kind = .timestamptz
    }
    guard peek().kind == .string else { return nil }
    advance()
    let text = string(current)
    advance()
    return Expression(.literal(typedLiteral(kind, text)), at: place(from: start))
  }

  private func typedLiteral(_ keyword: Keyword, _ text: String) -> Literal {
    switch keyword {
    case .date: .date(text)
    case .time: .time(text)
    case .timestamp:
      dialect.capabilities.timestampIsInstant ? .timestamptz(text) : .timestamp(text)
    case .timestampNtz: .timestamp(text)
    default: .timestamptz(text)
    }
  }

  private func isAtWithTimeZone(from distance: Int) -> Bool {
    peek(distance).keyword == .with && peek(distance + 1).keyword == .time
      && peek(distance + 2).keyword == .zone
  }

  /// `CURRENT_DATE`, with or without parentheses.
  private mutating func parseCurrent() -> Expression {
    let token = current
    let name = catalogName(token, argumentCount: 0)
    advance()
    if take(.leftParenthesis) { closeParenthesis() }
    return Expression(.call(FunctionCall(name)), at: place(from: token))
  }

  // MARK: Constructs

  private mutating func parseCase() -> Expression {
    let start = current
    advance()
    let operand = isAt(.when) ? nil : parseExpression()
    var branches: [Expression.Branch] = []
    while take(.when) {
      let condition = parseExpression()
      expect(.then)
      branches.append(.init(when: condition, then: parseExpression()))
    }
    if branches.isEmpty { reportUnexpected("WHEN") }
    let otherwise = take(.else) ? parseExpression() : nil
    expect(.end)
    return Expression(
      .conditional(operand: operand, branches: branches, otherwise: otherwise),
      at: place(from: start))
  }

  private mutating func parseCast(isTrying: Bool) -> Expression {
    let start = current
    advance()
    expect(.leftParenthesis, "(")
    let operand = parseExpression()
    let type = expect(.as) ? parseType() : nil
    closeParenthesis()
    return Expression(.cast(operand, type, castRules(isTrying: isTrying)), at: place(from: start))
  }

  func castRules(isTrying: Bool) -> CastRules {
    CastRules(
      isTrying: isTrying, roundsFractions: dialect.capabilities.castsRoundFractions)
  }

  private mutating func parseExists() -> Expression {
    let start = current
    if peek().kind == .leftParenthesis, dialect.capabilities.lambdaStyle == .arrow {
      advance()
      let isQuery = startsQueryInParentheses
      retreat()
      // Spark's `exists(list, x -> ...)`.
      if !isQuery { return parseCall() }
    }
    advance()
    guard isAt(.leftParenthesis), startsQueryInParentheses else {
      reportUnexpected("a query in parentheses")
      return Expression(.error, at: place(from: start))
    }
    advance()
    let query = parseQuery()
    closeParenthesis()
    return Expression(.exists(query), at: place(from: start))
  }

  private mutating func parseExtract() -> Expression {
    let start = current
    advance()
    advance()
    let function = isAt(.word) ? Self.extractingFunctions[text(of: current).lowercased()] : nil
    let part = function == nil ? parseDatePart() : nil
    if function != nil { advance() }
    expect(.from)
    let operand = parseExpression()
    closeParenthesis()
    if let function {
      let call = FunctionCall(Identifier(function, at: start.place), [operand])
      return Expression(.call(call), at: place(from: start))
    }
    return Expression(part.map { extract($0, operand) } ?? .error, at: place(from: start))
  }

  /// Parts of a date that are functions in the tree.
  private static let extractingFunctions = [
    "isodow": "dayofweek_iso", "dayofweek_iso": "dayofweek_iso", "dow_iso": "dayofweek_iso",
    "isoyear": "yearofweek", "yearofweek": "yearofweek", "year_of_week": "yearofweek",
    "yow": "yearofweek",
  ]

  /// Days of the week count from 0 on Sunday in the tree.
  func extract(_ part: DatePart, _ operand: Expression) -> Expression.Kind {
    guard part == .dow else { return .extract(part, operand) }
    switch dialect.capabilities.dayOfWeek {
    case .sundayZero: return .extract(part, operand)
    case .sundayOne: return .call(FunctionCall(Identifier("dayofweek"), [operand]))
    case .mondayOne: return .call(FunctionCall(Identifier("dayofweek_iso"), [operand]))
    }
  }

  /// The unit that a word or string names; nil with a problem.
  mutating func parseDatePart() -> DatePart? {
    guard isAt(.word) || isAt(.string) else {
      reportUnexpected("a part of a date such as DAY")
      return nil
    }
    let token = current
    let name = token.kind == .string ? string(token) : text(of: token)
    advance()
    if let part = DatePart(name: name) { return part }
    report(
      .unknownDatePart(name: name, similar: Self.similarDatePart(name)), at: token.place)
    return nil
  }

  // MARK: Columns and calls

  /// Whether Redshift's `APPROXIMATE COUNT(DISTINCT x)` stands here.
  private var startsApproximateCount: Bool {
    peek().kind == .word && peek(2).kind == .leftParenthesis && peek(3).keyword == .distinct
      && text(of: current).lowercased() == "approximate"
      && text(of: peek()).lowercased() == "count"
  }

  private mutating func parseApproximateCount() -> Expression {
    let start = current
    advance()
    guard case .call(var call) = parseCall().kind else {
      return Expression(.error, at: place(from: start))
    }
    call.name = Identifier("approx_count_distinct", at: start.place)
    call.isDistinct = false
    return Expression(.call(call), at: place(from: start))
  }

  private mutating func parseColumnOrCall() -> Expression {
    let start = current
    if startsApproximateCount { return parseApproximateCount() }
    if peek().kind == .leftParenthesis { return parseCall() }
    let first = takeName()
    guard isAt(.dot) else {
      return Expression(.column(qualifier: [], name: first), at: place(from: start))
    }
    var parts = parseDottedRest(first)
    let name = parts.removeLast()
    let kind = Expression.Kind.column(qualifier: parts, name: name)
    return Expression(kind, at: place(from: start))
  }
}
