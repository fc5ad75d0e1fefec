extension Parser {
  /// An expression up to the end of the text.
  mutating func parseWholeExpression() -> Expression {
    let expression = parseExpression()
    if !isAtEnd { reportUnexpected("the end of the expression") }
    return expression
  }

  mutating func parseExpression() -> Expression { parseOperators(.or) }

  /// An operand and all operators after it that bind at least as tightly as `minimum`.
  mutating func parseOperators(_ minimum: Precedence) -> Expression {
    nested { $0.parseOperatorsHere(minimum) } ?? Expression(.error, at: current.place)
  }

  private mutating func parseOperatorsHere(_ minimum: Precedence) -> Expression {
    let start = current
    var left = parsePrefix()
    while let next = infix, next.precedence >= minimum {
      guard growTree() else { return left }
      left = parse(next, left, from: start)
    }
    return left
  }

  private mutating func parsePrefix() -> Expression {
    let start = current
    let unary: UnaryOperator
    switch start.kind {
    case .minus: unary = .minus
    case .plus: unary = .plus
    case .matches: unary = .bitNot
    default:
      guard start.keyword == .not else { return parsePostfix() }
      unary = .not
    }
    advance()
    let operand = parseOperators(unary == .not ? .not : .sign)
    return Expression(.unary(unary, operand), at: place(from: start))
  }

  // MARK: Infix

  private enum Infix {
    case binary(BinaryOperator, Precedence)
    case chain(ChainOperator, Precedence)
    case predicate
    case timeZone
    /// `->` and `->>`
    case member(Precedence)

    var precedence: Precedence {
      switch self {
      case .binary(_, let precedence), .chain(_, let precedence), .member(let precedence):
        precedence
      case .predicate: .predicate
      case .timeZone: .timeZone
      }
    }
  }

  /// The operator at the current token, if one is there.
  private var infix: Infix? {
    if let binary = binaryOperator { return .binary(binary, dialect.precedence(binary)) }
    switch current.kind {
    case .word: return infixWord
    case .concatenate: return .chain(.concatenate, dialect.precedence(.concatenate))
    case .matches, .matchesNot: return .predicate
    case .arrow, .doubleArrow:
      return dialect.capabilities.hasMemberOperators
        ? .member(dialect.precedence(.concatenate)) : nil
    default: return nil
    }
  }

  private var binaryOperator: BinaryOperator? {
    switch current.kind {
    case .plus: .add
    case .minus: .subtract
    case .star: .multiply
    case .slash: dialect.capabilities.dividesIntegersToFractions ? .divide : .divideByType
    case .doubleSlash: .divideInteger
    case .percent: .remainder
    case .equal: .equal
    case .notEqual: .notEqual
    case .less: .less
    case .lessOrEqual: .lessOrEqual
    case .greater: .greater
    case .greaterOrEqual: .greaterOrEqual
    case .nullSafeEqual: .notDistinct
    case .ampersand: .bitAnd
    case .pipe: .bitOr
    case .caret: dialect.capabilities.bitXorOperator == "^" ? .bitXor : nil
    case .hash: dialect.capabilities.bitXorOperator == "#" ? .bitXor : nil
    case .word where current.keyword == .div && dialect.capabilities.integerDivision == "DIV":
      .divideInteger
    default: nil
    }
  }

  private var infixWord: Infix? {
    switch current.keyword {
    case .and: return .chain(.and, .and)
    case .or: return .chain(.or, .or)
    case .is, .in, .between, .like, .ilike, .rlike: return .predicate
    case .isnull, .notnull:
      return !dialect.reserves(current.keyword) && startsAliasHere ? nil : .predicate
    case .similar where peek().keyword == .to: return .predicate
    case .at where peek().keyword == .time && peek(2).keyword == .zone: return .timeZone
    case .regexp where dialect.capabilities.integerDivision == "DIV": return .predicate
    case .not:
      switch peek().keyword {
      case .in, .between, .like, .ilike, .rlike, .regexp: return .predicate
      case .similar where peek(2).keyword == .to: return .predicate
      default: return nil
      }
    default: return nil
    }
  }

  private mutating func parse(_ infix: Infix, _ left: Expression, from start: Token) -> Expression {
    switch infix {
    case .binary(let binary, let precedence):
      advance()
      if binary.isComparison, let kind = parseQuantified(binary, left) {
        return Expression(kind, at: place(from: start))
      }
      let right = parseOperators(precedence.tighter)
      return Expression(.binary(binary, left, right), at: place(from: start))
    case .timeZone:
      for _ in 0..<3 { advance() }
      let zone = parseOperators(.primary)
      return Expression(.atTimeZone(left, zone: zone), at: place(from: start))
    case .chain(let chain, let precedence):
      var operands = [left]
      while case .chain(chain, _)? = self.infix {
        advance()
        operands.append(parseOperators(precedence.tighter))
      }
      return .chain(chain, operands, at: place(from: start))
    case .predicate: return parsePredicate(left, from: start)
    case .member: return parseMember(of: left, from: start)
    }
  }

  /// Whether a word is the name that is given to the expression before it.
  private var startsAliasHere: Bool {
    peek().kind == .comma || peek().keyword == .from || peek().kind == .end
  }

  /// `= ANY (SELECT ...)` after the operator; nil, with nothing taken, for everything else.
  private mutating func parseQuantified(_ binary: BinaryOperator, _ left: Expression)
    -> Expression.Kind?
  {
    let keyword = current.keyword
    guard keyword == .any || keyword == .some || keyword == .all,
      peek().kind == .leftParenthesis
    else { return nil }
    advance()
    guard startsQueryInParentheses else {
      report(
        .notUnderstood(construct: "\(keyword.text.uppercased()) of a list"), at: previous.place)
      advance()
      _ = parseExpressions()
      closeParenthesis()
      return .error
    }
    advance()
    let query = parseQuery()
    closeParenthesis()
    return .quantified(binary, left, query, holdsForAll: keyword == .all)
  }

  // MARK: Predicates

  private mutating func parsePredicate(_ left: Expression, from start: Token) -> Expression {
    let isNegated = isAt(.matchesNot) || take(.not)
    let keyword = current.keyword
    advance()
    let kind: Expression.Kind
    switch keyword {
    case .is: kind = parseIs(left)
    case .isnull: kind = .isNull(left, isNegated: false)
    case .notnull: kind = .isNull(left, isNegated: true)
    case .similar: kind = parseSimilar(at: previous)
    case .in: kind = parseIn(left, isNegated: isNegated)
    case .between: kind = parseBetween(left, isNegated: isNegated)
    case .like: kind = parseLike(left, .like, isNegated: isNegated)
    case .ilike: kind = parseLike(left, .ilike, isNegated: isNegated)
    default: kind = parseLike(left, .regex, isNegated: isNegated)
    }
    return Expression(kind, at: place(from: start))
  }

  private mutating func parseIs(_ left: Expression) -> Expression.Kind {
    let isNegated = take(.not)
    if take(.null) || take(.unknown) { return .isNull(left, isNegated: isNegated) }
    if take(.true) { return .isBoolean(left, true, isNegated: isNegated) }
    if take(.false) { return .isBoolean(left, false, isNegated: isNegated) }
    guard take(.distinct) else {
      reportUnexpected("NULL, TRUE, FALSE or DISTINCT FROM")
      return .error
    }
    expect(.from)
    return .binary(isNegated ? .notDistinct : .distinct, left, parseOperators(.concatenation))
  }

  private mutating func parseSimilar(at start: Token) -> Expression.Kind {
    report(.notUnderstood(construct: "SIMILAR TO"), at: start.place.through(current.place))
    advance()
    _ = parseOperators(.concatenation)
    return .error
  }

  private mutating func parseIn(_ left: Expression, isNegated: Bool) -> Expression.Kind {
    let isQuery = isAt(.leftParenthesis) && startsQueryInParentheses
    guard expect(.leftParenthesis, "(") else { return .error }
    defer { closeParenthesis() }
    if isQuery { return .inQuery(left, parseQuery(), isNegated: isNegated) }
    return .inList(left, parseExpressions(), isNegated: isNegated)
  }

  private mutating func parseBetween(_ left: Expression, isNegated: Bool) -> Expression.Kind {
    if isAt(.symmetric) {
      report(.notUnderstood(construct: "BETWEEN SYMMETRIC"), at: current.place)
      advance()
    }
    let low = parseOperators(.concatenation)
    expect(.and)
    let high = parseOperators(.concatenation)
    return .between(left, low: low, high: high, isNegated: isNegated)
  }

  private mutating func parseLike(_ left: Expression, _ like: LikeOperator, isNegated: Bool)
    -> Expression.Kind
  {
    let pattern = parseOperators(.concatenation)
    let escape = take(.escape) ? parseOperators(.concatenation) : defaultEscape(like)
    return .like(left, like, pattern: pattern, escape: escape, isNegated: isNegated)
  }

  /// What escapes in a pattern where the text does not say.
  private func defaultEscape(_ like: LikeOperator) -> Expression? {
    like != .regex && dialect.capabilities.likeHasDefaultEscape
      ? Expression(.literal(.string("\\"))) : nil
  }

  /// One or more expressions with commas between them.
  mutating func parseExpressions() -> [Expression] {
    var expressions: [Expression] = []
    repeat { expressions.append(parseExpression()) } while take(.comma)
    return expressions
  }

  // MARK: Postfix

  private mutating func parsePostfix() -> Expression {
    let start = current
    var expression = parsePrimary()
    while let kind = parsePostfix(of: expression) {
      expression = Expression(kind, at: place(from: start))
      guard growTree() else { return expression }
    }
    return expression
  }

  /// `::type`, `[index]` or `.field` after an expression; nil, with nothing taken, where none stands.
  private mutating func parsePostfix(of operand: Expression) -> Expression.Kind? {
    switch current.kind {
    case .doubleColon:
      advance()
      return .cast(operand, parseType(), castRules(isTrying: false))
    case .leftBracket:
      advance()
      let index = parseExpression()
      if isAt(.colon) { report(.notUnderstood(construct: "a slice of a list"), at: current.place) }
      if !take(.rightBracket) {
        reportUnexpected("']'")
        skip { $0.kind == .rightBracket }
        _ = take(.rightBracket)
      }
      return .element(operand, index, base: dialect.capabilities.indexBase)
    case .dot where peek().kind == .word || peek().kind == .quotedIdentifier:
      advance()
      return .field(operand, takeName())
    case .word where isAt(.collate):
      report(.notUnderstood(construct: "COLLATE"), at: current.place)
      advance()
      _ = parseName("the name of a collation")
      return operand.kind
    default: return nil
    }
  }
}
