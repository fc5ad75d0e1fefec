extension Parser {
  mutating func parseSelect() -> Select {
    let start = current
    advance()
    var select = Select(items: [])
    if take(.distinct) { select.isDistinct = true } else { _ = take(.all) }
    select.items = parseSelectItems()
    if take(.from) { select.from = parseFrom() }
    if take(.where) { select.condition = parseClause() }
    if take(.group) { select.groupBy = parseGrouping() }
    if take(.having) { select.having = parseClause() }
    if take(.qualify) { select.qualify = parseClause() }
    select.place = place(from: start)
    return select
  }

  /// Whether a clause after the select list, or what follows a whole query, begins at `token`.
  private static func endsClause(_ token: Token) -> Bool {
    switch token.keyword {
    case .from, .where, .group, .having, .qualify, .order, .limit, .offset, .fetch, .union,
      .intersect, .except, .minus:
      true
    default: token.kind == .semicolon || token.kind == .end
    }
  }

  /// Says so, and skips, when something is left before the next clause.
  private mutating func finishClause(_ expected: String) {
    guard !Self.endsClause(current), !isAt(.rightParenthesis) else { return }
    reportUnexpected(expected)
    skip { Self.endsClause($0) }
  }

  private mutating func parseClause() -> Expression {
    let condition = parseExpression()
    finishClause("an operator or the next clause")
    return condition
  }

  private mutating func parseSelectItems() -> [SelectItem] {
    var items: [SelectItem] = []
    repeat {
      if Self.endsClause(current) {
        reportUnexpected("a column or an expression")
        break
      }
      items.append(parseSelectItem())
      if !isAt(.comma), !Self.endsClause(current), !isAt(.rightParenthesis) {
        reportUnexpected("',' or FROM")
        skip { $0.kind == .comma || Self.endsClause($0) }
      }
    } while take(.comma)
    return items
  }

  private mutating func parseSelectItem() -> SelectItem {
    let start = current
    if take(.star) { return .star(qualifier: [], at: start.place) }
    if let qualifier = parseQualifiedStar() {
      return .star(qualifier: qualifier, at: place(from: start))
    }
    let expression = parseExpression()
    return .expression(expression, alias: parseAlias())
  }

  /// The qualifier of `a.b.*`, which is then taken; else nil, and nothing is.
  private mutating func parseQualifiedStar() -> [Identifier]? {
    var distance = 0
    while peek(distance).kind == .word || peek(distance).kind == .quotedIdentifier,
      peek(distance + 1).kind == .dot
    {
      distance += 2
    }
    guard distance > 0, peek(distance).kind == .star else { return nil }
    var qualifier: [Identifier] = []
    while !take(.star) {
      qualifier.append(takeName())
      advance()
    }
    return qualifier
  }

  private mutating func parseGrouping() -> Select.Grouping {
    expect(.by)
    if take(.all) { return .all }
    var expressions: [Expression] = []
    repeat { expressions.append(parseExpression()) } while take(.comma)
    finishClause("',' or the next clause")
    return .expressions(expressions)
  }
}
