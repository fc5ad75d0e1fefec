extension Parser {
  mutating func parseFrom() -> [TableReference] {
    var references: [TableReference] = []
    repeat { references.append(parseTableReference()) } while take(.comma)
    if !isAt(.rightParenthesis), !isAtEnd, !Self.mayFollowFrom(current), !startsWindowClause,
      !startsRefusedClause
    {
      reportUnexpected("',', JOIN or the next clause")
      skip { Self.mayFollowFrom($0) }
    }
    return references
  }

  private static func mayFollowFrom(_ token: Token) -> Bool {
    switch token.keyword {
    case .where, .group, .having, .qualify, .order, .limit, .offset, .fetch, .union, .intersect,
      .except, .minus, .lateral:
      true
    default: token.kind == .semicolon
    }
  }

  mutating func parseTableReference() -> TableReference {
    var reference = TableReference(parseSource())
    while let join = parseJoin() { reference.joins.append(join) }
    return reference
  }

  /// Whether what the parenthesis that opens here encloses is a query. Behind further parentheses it
  /// may be the first operand or table of something else, as in `((SELECT 1) + 2)`.
  var startsQueryInParentheses: Bool {
    var count = 0
    while count <= Self.maximumDepth, peek(count).kind == .leftParenthesis { count += 1 }
    switch peek(count).keyword {
    case .select, .with, .values: break
    default: return false
    }
    var open = count
    var distance = count
    while open > 1 {
      switch peek(distance).kind {
      case .end: return true
      case .leftParenthesis: open += 1
      case .rightParenthesis:
        open -= 1
        if open < count, !continuesQuery(peek(distance + 1)) { return false }
        count = min(count, open)
      default: break
      }
      distance += 1
    }
    return true
  }

  private func continuesQuery(_ token: Token) -> Bool {
    switch token.keyword {
    case .union, .intersect, .except, .minus, .order, .limit, .offset, .fetch: true
    default: token.kind == .rightParenthesis || token.kind == .end
    }
  }

  private mutating func parseJoin() -> Join? {
    let start = current
    let isNatural = take(.natural)
    guard let kind = parseJoinKind() else {
      if isNatural { reportUnexpected("JOIN") }
      return nil
    }
    let source = parseSource()
    let condition = isNatural ? .natural : parseJoinCondition(kind)
    return Join(kind, source, condition, at: place(from: start))
  }

  /// `LEFT OUTER JOIN` and the like; nil, with nothing taken, where none begins.
  private mutating func parseJoinKind() -> Join.Kind? {
    let kind: Join.Kind
    switch current.keyword {
    case .join, .inner: kind = .inner
    case .cross: kind = .cross
    case .left: kind = peek().keyword == .semi ? .semi : peek().keyword == .anti ? .anti : .left
    case .right: kind = .right
    case .full: kind = .full
    case .semi: kind = .semi
    case .anti: kind = .anti
    default: return nil
    }
    while !isAt(.join), isJoinWord(current.keyword) { advance() }
    expect(.join)
    return kind
  }

  private func isJoinWord(_ keyword: Keyword) -> Bool {
    switch keyword {
    case .inner, .cross, .left, .right, .full, .outer, .semi, .anti: true
    default: false
    }
  }

  private mutating func parseJoinCondition(_ kind: Join.Kind) -> Join.Condition {
    if take(.on) { return .on(parseExpression()) }
    if take(.using) {
      let names = parseNameList("the name of a column")
      if names.isEmpty { reportUnexpected("names of columns in parentheses") }
      return .using(names)
    }
    if kind != .cross { reportUnexpected("ON or USING") }
    return .none
  }
}
