extension Parser {
  /// A query up to the end of the text.
  mutating func parseWholeQuery() -> Query {
    let query = parseQuery()
    _ = take(.semicolon)
    if !isAtEnd { reportUnexpected("the end of the query") }
    return query
  }

  mutating func parseQuery() -> Query {
    nested { $0.parseQueryHere() } ?? Query(body: .error)
  }

  private mutating func parseQueryHere() -> Query {
    let start = current
    var query = Query(body: .error)
    if take(.with) {
      query.isRecursive = take(.recursive)
      query.with = parseCommonTables()
    }
    let outerLimit = pendingLimit
    pendingLimit = nil
    query.body = parseBody()
    query.limit = pendingLimit
    pendingLimit = outerLimit
    if take(.order) {
      expect(.by)
      query.orderBy = parseOrderItems()
    }
    parseLimits(&query)
    query.place = place(from: start)
    return query
  }

  private mutating func parseCommonTables() -> [CommonTable] {
    var tables: [CommonTable] = []
    repeat {
      guard let name = parseName("the name of a common table") else { break }
      let columns = parseNameList("the name of a column")
      expect(.as)
      if isAt(.not), peek().keyword == .materialized { advance() }
      _ = take(.materialized)
      guard take(.leftParenthesis) else {
        reportUnexpected("a query in parentheses")
        break
      }
      let query = parseQuery()
      closeParenthesis()
      tables.append(CommonTable(name, columns: columns, query))
    } while take(.comma)
    return tables
  }

  private mutating func parseLimits(_ query: inout Query) {
    while true {
      if query.limit == nil, take(.limit) {
        if take(.all) { continue }
        query.limit = parseExpression()
      } else if query.offset == nil, take(.offset) {
        query.offset = parseExpression()
        if isAt(.row) || isAt(.rows) { advance() }
      } else if query.limit == nil, isAt(.fetch) {
        query.limit = parseFetch()
      } else {
        return
      }
    }
  }

  /// `FETCH FIRST 5 ROWS ONLY`.
  private mutating func parseFetch() -> Expression {
    advance()
    if isAt(.first) || isAt(.next) { advance() }
    let count = parseExpression()
    if isAt(.row) || isAt(.rows) { advance() }
    if isAt(.with), peek().keyword == .ties {
      report(.notUnderstood(construct: "WITH TIES"), at: current.place.through(peek().place))
      advance()
      advance()
      return count
    }
    expect(.only)
    return count
  }

  /// Bodies combined by `UNION` and `EXCEPT`.
  private mutating func parseBody() -> Query.Body {
    parseCombined(
      { $0.parseIntersections() },
      operation: { token in
        switch token.keyword {
        case .union: .union
        case .except, .minus: .except
        default: nil
        }
      })
  }

  private mutating func parseIntersections() -> Query.Body {
    parseCombined(
      { $0.parseOperand() }, operation: { $0.keyword == .intersect ? .intersect : nil })
  }

  private mutating func parseCombined(
    _ operand: (inout Parser) -> Query.Body, operation: (Token) -> Query.SetOperation?
  ) -> Query.Body {
    let first = operand(&self)
    var rest: [Query.Combination] = []
    while let operation = operation(current) {
      let start = current
      advance()
      let keepsDuplicates = take(.all)
      if !keepsDuplicates { _ = take(.distinct) }
      let body = operand(&self)
      rest.append(
        .init(operation, keepsDuplicates: keepsDuplicates, body, at: place(from: start)))
    }
    return rest.isEmpty ? first : .combined(first: first, rest: rest)
  }

  private mutating func parseOperand() -> Query.Body {
    switch current.keyword {
    case .select: return .select(parseSelect())
    case .values: return parseValues()
    default: break
    }
    guard take(.leftParenthesis) else {
      reportUnexpected("SELECT")
      skip { $0.keyword == .select || $0.keyword == .union }
      return isAt(.select) ? .select(parseSelect()) : .error
    }
    let query = parseQuery()
    closeParenthesis()
    return .query(query)
  }

  private mutating func parseValues() -> Query.Body {
    advance()
    var rows: [[Expression]] = []
    repeat {
      let start = current
      let row = take(.leftParenthesis) ? parseExpressions() : [parseExpression()]
      if start.kind == .leftParenthesis { closeParenthesis() }
      if let first = rows.first, first.count != row.count {
        report(.unequalRows(first: first.count, this: row.count), at: place(from: start))
      }
      rows.append(row)
    } while take(.comma)
    return .values(rows)
  }

  // MARK: Order

  mutating func parseOrderItems() -> [OrderItem] {
    var items: [OrderItem] = []
    repeat {
      let expression = parseExpression()
      let direction: OrderItem.Direction = take(.desc) ? .descending : .ascending
      if direction == .ascending { _ = take(.asc) }
      items.append(OrderItem(expression, direction, nulls: parseNulls(direction)))
    } while take(.comma)
    return items
  }

  private mutating func parseNulls(_ direction: OrderItem.Direction) -> OrderItem.Nulls {
    guard take(.nulls) else { return dialect.defaultNulls(direction) }
    if take(.first) { return .first }
    if !take(.last) { reportUnexpected("FIRST or LAST") }
    return .last
  }
}
