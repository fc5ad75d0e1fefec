// Values made of several, and functions of one.
extension Parser {
  // MARK: Lists and structures

  /// `[1, 2]` or `ARRAY[1, 2]`; the bracket is the current token.
  mutating func parseArray(from start: Token) -> Expression {
    advance()
    var elements: [Expression] = []
    if !isAt(.rightBracket) { elements = parseExpressions() }
    if !take(.rightBracket) {
      reportUnexpected("']'")
      skip { $0.kind == .rightBracket }
      _ = take(.rightBracket)
    }
    return Expression(.array(elements), at: place(from: start))
  }

  /// DuckDB's `{'a': 1, b: 2}`; the brace is the current token.
  mutating func parseBraces() -> Expression {
    let start = current
    advance()
    var fields: [StructureField] = []
    if !isAt(.rightBrace) {
      repeat {
        let name = isAt(.string) ? Identifier(string(current), at: current.place) : nil
        if name != nil { advance() }
        guard let name = name ?? parseName("the name of a field") else { break }
        expect(.colon, ":")
        fields.append(StructureField(name, parseExpression()))
      } while take(.comma)
    }
    expect(.rightBrace, "}")
    return Expression(.structure(fields), at: place(from: start))
  }

  /// What a call of a constructor makes; nil for all other calls.
  ///
  /// - Parameter place: of the whole call.
  func constructed(_ call: FunctionCall, names: [Identifier?], at place: Place) -> Expression.Kind?
  {
    guard call.window == nil, call.filter == nil, !call.hasStar else { return nil }
    let arguments = call.arguments
    switch dialect.capabilities.constructors[call.name.name] {
    case .array: return .array(arguments)
    case .row: return .row(arguments)
    case .structure:
      return .structure(zip(arguments, names).map { StructureField($1 ?? $0.plainName, $0) })
    case .namedStructure: return namedStructure(arguments)
    case .map: return map(arguments)
    case .binary(let binary) where arguments.count == 2:
      return .binary(binary, arguments[0], arguments[1])
    case .unary(let unary) where arguments.count == 1: return .unary(unary, arguments[0])
    case .cast(let type) where arguments.count == 1:
      return .cast(arguments[0], type, castRules(isTrying: false))
    case .nullIfZero where arguments.count == 1:
      return .call(FunctionCall(Identifier("nullif"), [arguments[0], zero(place)]))
    case .zeroIfNull where arguments.count == 1:
      return .call(FunctionCall(Identifier("coalesce"), [arguments[0], zero(place)]))
    case .quotient where arguments.count == 2:
      let divisor = Expression(
        .call(FunctionCall(Identifier("nullif"), [arguments[1], zero(place)])),
        at: arguments[1].place.through(place))
      return .binary(.divide, arguments[0], divisor)
    case .formattedSeconds where arguments.count == 2:
      let instant = Expression(
        .call(FunctionCall(Identifier("timestamp_seconds"), [arguments[0]])),
        at: arguments[0].place.through(arguments[1].place))
      return .call(FunctionCall(Identifier("date_format"), [instant, arguments[1]]))
    case .choice where arguments.count > 2: return choice(arguments)
    default: return nil
    }
  }

  /// A zero at the end of a call: notes find expressions by their places.
  private func zero(_ call: Place) -> Expression {
    Expression(.literal(.integer("0")), at: Place(call.end - 1, call.end))
  }

  /// Spark's `named_struct('a', 1, ...)`.
  private func namedStructure(_ arguments: [Expression]) -> Expression.Kind? {
    var fields: [StructureField] = []
    for index in stride(from: 0, to: arguments.count - 1, by: 2) {
      guard case .literal(.string(let name)) = arguments[index].kind else { return nil }
      fields.append(
        StructureField(Identifier(name, at: arguments[index].place), arguments[index + 1]))
    }
    return arguments.count.isMultiple(of: 2) ? .structure(fields) : nil
  }

  /// `decode(value, one, result, other, result, ..., rest)`.
  private func choice(_ arguments: [Expression]) -> Expression.Kind {
    var branches: [Expression.Branch] = []
    for index in stride(from: 1, to: arguments.count - 1, by: 2) {
      var comparison = BinaryOperator.notDistinct
      if case .literal(let literal) = arguments[index].kind, literal != .null {
        comparison = .equal
      }
      branches.append(
        .init(
          when: Expression(
            .binary(comparison, arguments[0], arguments[index]),
            // Notes find an expression by its place: not that of an operand.
            at: arguments[index].place.through(arguments[index + 1].place)),
          then: arguments[index + 1]))
    }
    return .conditional(
      operand: nil, branches: branches,
      otherwise: arguments.count.isMultiple(of: 2) ? arguments[arguments.count - 1] : nil)
  }

  /// Spark's `map(key, value, ...)`, as a map from two lists.
  private func map(_ arguments: [Expression]) -> Expression.Kind? {
    guard arguments.count.isMultiple(of: 2) else { return nil }
    let keys = stride(from: 0, to: arguments.count, by: 2).map { arguments[$0] }
    let values = stride(from: 1, to: arguments.count, by: 2).map { arguments[$0] }
    return .call(
      FunctionCall(
        Identifier("map_from_arrays"), [Expression(.array(keys)), Expression(.array(values))]))
  }

  // MARK: Lambdas

  /// Whether `x -> ...` or `(x, y) -> ...` stands here.
  var startsLambda: Bool {
    guard dialect.capabilities.lambdaStyle == .arrow else { return false }
    if Self.isName(current) { return peek().kind == .arrow }
    guard isAt(.leftParenthesis) else { return false }
    var distance = 1
    while Self.isName(peek(distance)), peek(distance + 1).kind == .comma { distance += 2 }
    return Self.isName(peek(distance)) && peek(distance + 1).kind == .rightParenthesis
      && peek(distance + 2).kind == .arrow
  }

  mutating func parseLambda() -> Expression {
    let start = current
    let names =
      isAt(.leftParenthesis) ? parseNameList("the name of a parameter") : [takeName()]
    advance()
    return Expression(.lambda(names, parseExpression()), at: place(from: start))
  }

  /// DuckDB's `lambda x, y: ...`.
  var startsLambdaWord: Bool {
    dialect.capabilities.lambdaStyle == .keyword && isAt(.lambda) && Self.isName(peek())
  }

  mutating func parseLambdaWord() -> Expression {
    let start = current
    advance()
    var names: [Identifier] = []
    repeat {
      guard let name = parseName("the name of a parameter") else { break }
      names.append(name)
    } while take(.comma)
    expect(.colon, ":")
    return Expression(.lambda(names, parseExpression()), at: place(from: start))
  }

  // MARK: Calls with words in them

  /// `TRIM(BOTH 'x' FROM s)`, `SUBSTRING(s FROM 1 FOR 2)`, `POSITION('a' IN s)`,
  /// `OVERLAY(s PLACING t FROM 1 FOR 2)`; nil, with nothing taken, for plain calls.
  mutating func parseWordedCall() -> Expression? {
    guard peek().kind == .leftParenthesis else { return nil }
    switch current.keyword {
    case .trim: return parseTrim()
    case .substring: return parseSubstring()
    case .position: return parsePosition()
    case .overlay: return parseOverlay()
    default: return nil
    }
  }

  private mutating func parseTrim() -> Expression? {
    let start = current
    var name = "trim"
    var ahead = 2
    switch peek(2).keyword {
    case .leading: name = "ltrim"
    case .trailing: name = "rtrim"
    case .both: break
    default: ahead = 1
    }
    if ahead == 1, !callHasWord(.from) { return nil }
    for _ in 0...ahead { advance() }
    var arguments: [Expression] = []
    if !isAt(.from) { arguments = [parseExpression()] }
    if take(.from) { arguments.insert(parseExpression(), at: 0) }
    closeParenthesis()
    let call = FunctionCall(Identifier(name, at: start.place), arguments)
    return Expression(.call(call), at: place(from: start))
  }

  private mutating func parseSubstring() -> Expression? {
    guard callHasWord(.from) || callHasWord(.for) else { return nil }
    let start = current
    advance()
    advance()
    var arguments = [parseExpression()]
    arguments.append(
      take(.from) ? parseExpression() : Expression(.literal(.integer("1")), at: current.place))
    if take(Keyword.for) { arguments.append(parseExpression()) }
    closeParenthesis()
    let call = FunctionCall(Identifier("substring", at: start.place), arguments)
    return Expression(.call(call), at: place(from: start))
  }

  private mutating func parsePosition() -> Expression? {
    guard callHasWord(.in) else { return nil }
    let start = current
    advance()
    advance()
    let needle = parseOperators(.concatenation)
    expect(.in)
    let text = parseExpression()
    closeParenthesis()
    let call = FunctionCall(Identifier("locate", at: start.place), [needle, text])
    return Expression(.call(call), at: place(from: start))
  }

  private mutating func parseOverlay() -> Expression? {
    guard callHasWord(.placing) else { return nil }
    let start = current
    advance()
    advance()
    var arguments = [parseExpression()]
    expect(.placing)
    arguments.append(parseExpression())
    expect(.from)
    arguments.append(parseExpression())
    if take(Keyword.for) { arguments.append(parseExpression()) }
    closeParenthesis()
    let call = FunctionCall(Identifier("overlay", at: start.place), arguments)
    return Expression(.call(call), at: place(from: start))
  }

  /// Whether `keyword` stands between the parentheses of the call that begins here, in no inner ones.
  private func callHasWord(_ keyword: Keyword) -> Bool {
    var distance = 2
    var open = 1
    while open > 0 {
      let token = peek(distance)
      switch token.kind {
      case .end: return false
      case .leftParenthesis: open += 1
      case .rightParenthesis: open -= 1
      default: if open == 1, token.keyword == keyword { return true }
      }
      distance += 1
    }
    return false
  }
}

extension Expression {
  /// The name that a column gives to a field made of it.
  fileprivate var plainName: Identifier? {
    if case .column(_, let name) = kind { return name }
    return nil
  }
}
