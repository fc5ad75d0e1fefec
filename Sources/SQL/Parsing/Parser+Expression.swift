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
    case binary(BinaryOperator)
    case chain(ChainOperator, Precedence)
    case predicate

    var precedence: Precedence {
      switch self {
      case .binary(let binary): binary.precedence
      case .chain(_, let precedence): precedence
      case .predicate: .predicate
      }
    }
  }

  /// The operator at the current token, if one is there.
  private var infix: Infix? {
    switch current.kind {
    case .word: return infixWord
    case .plus: return .binary(.add)
    case .minus: return .binary(.subtract)
    case .star: return .binary(.multiply)
    case .slash:
      return .binary(dialect.capabilities.dividesIntegersToFractions ? .divide : .divideByType)
    case .doubleSlash: return .binary(.divideInteger)
    case .percent: return .binary(.remainder)
    case .concatenate: return .chain(.concatenate, dialect.precedence(.concatenate))
    case .equal: return .binary(.equal)
    case .notEqual: return .binary(.notEqual)
    case .less: return .binary(.less)
    case .lessOrEqual: return .binary(.lessOrEqual)
    case .greater: return .binary(.greater)
    case .greaterOrEqual: return .binary(.greaterOrEqual)
    case .nullSafeEqual: return .binary(.notDistinct)
    case .matches, .matchesNot: return .predicate
    default: return nil
    }
  }

  private var infixWord: Infix? {
    switch current.keyword {
    case .and: return .chain(.and, .and)
    case .or: return .chain(.or, .or)
    case .div where dialect.capabilities.integerDivision == "DIV":
      return .binary(.divideInteger)
    case .is, .in, .between, .like, .ilike, .rlike: return .predicate
    case .regexp where dialect.capabilities.integerDivision == "DIV": return .predicate
    case .not:
      switch peek().keyword {
      case .in, .between, .like, .ilike, .rlike, .regexp: return .predicate
      default: return nil
      }
    default: return nil
    }
  }

  private mutating func parse(_ infix: Infix, _ left: Expression, from start: Token) -> Expression {
    switch infix {
    case .binary(let binary):
      advance()
      let right = parseOperators(binary.precedence.tighter)
      return Expression(.binary(binary, left, right), at: place(from: start))
    case .chain(let chain, let precedence):
      var operands = [left]
      while case .chain(chain, _)? = self.infix {
        advance()
        operands.append(parseOperators(precedence.tighter))
      }
      return .chain(chain, operands, at: place(from: start))
    case .predicate: return parsePredicate(left, from: start)
    }
  }

  // MARK: Predicates

  private mutating func parsePredicate(_ left: Expression, from start: Token) -> Expression {
    let isNegated = isAt(.matchesNot) || take(.not)
    let keyword = current.keyword
    advance()
    let kind: Expression.Kind
    switch keyword {
    case .is: kind = parseIs(left)
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
    if take(.null) { return .isNull(left, isNegated: isNegated) }
    if take(.true) { return .isBoolean(left, true, isNegated: isNegated) }
    if take(.false) { return .isBoolean(left, false, isNegated: isNegated) }
    guard take(.distinct) else {
      reportUnexpected("NULL, TRUE, FALSE or DISTINCT FROM")
      return .error
    }
    expect(.from)
    return .binary(isNegated ? .notDistinct : .distinct, left, parseOperators(.concatenation))
  }

  private mutating func parseIn(_ left: Expression, isNegated: Bool) -> Expression.Kind {
    let isQuery = isAt(.leftParenthesis) && startsQueryInParentheses
    guard expect(.leftParenthesis, "(") else { return .error }
    defer { closeParenthesis() }
    if isQuery { return .inQuery(left, parseQuery(), isNegated: isNegated) }
    return .inList(left, parseExpressions(), isNegated: isNegated)
  }

  private mutating func parseBetween(_ left: Expression, isNegated: Bool) -> Expression.Kind {
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
    while take(.doubleColon) {
      guard growTree() else { return expression }
      expression = Expression(
        .cast(expression, parseType(), castRules(isTrying: false)), at: place(from: start))
    }
    return expression
  }
}
