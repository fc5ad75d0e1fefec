extension Parser {
  /// One place that rows come from, with its alias and what turns it.
  mutating func parseSource() -> TableSource {
    let start = current
    let isLateral = take(.lateral)
    guard let kind = parseSourceKind(isLateral: isLateral) else {
      reportUnexpected("a table's name or a subquery")
      return TableSource(.error, at: place(from: start))
    }
    refuseTimeTravel()
    refuseSample()
    var source = parseAliases(of: kind, from: start)
    refuseSample()
    while true {
      if isAt(.pivot), peek().kind == .leftParenthesis {
        source = parsePivot(source, from: start)
      } else if startsUnpivot {
        source = parseUnpivot(source, from: start)
      } else {
        return source
      }
      guard growTree() else { return source }
    }
  }

  private mutating func parseAliases(of kind: TableSource.Kind, from start: Token) -> TableSource {
    let alias = parseAlias()
    let columns = alias == nil ? [] : parseNameList("the name of a column")
    return TableSource(kind, alias: alias, columnAliases: columns, at: place(from: start))
  }

  private mutating func parseSourceKind(isLateral: Bool) -> TableSource.Kind? {
    if isAt(.values) { return .query(parseQuery(), isLateral: isLateral) }
    if isAt(.unnest), peek().kind == .leftParenthesis { return parseUnnest() }
    if isAt(.table), peek().kind == .leftParenthesis {
      advance()
      advance()
      let kind = parseSourceKind(isLateral: isLateral)
      closeParenthesis()
      return kind
    }
    if isAtName {
      if peek().kind == .leftParenthesis { return parseTableFunction() }
      return .table(TableName(parseDottedRest(takeName())))
    }
    guard isAt(.leftParenthesis) else { return nil }
    if startsQueryInParentheses {
      advance()
      let query = parseQuery()
      closeParenthesis()
      return .query(query, isLateral: isLateral)
    }
    advance()
    let inner = nested { $0.parseTableReference() }
    closeParenthesis()
    return inner.map { .joined($0) } ?? .error
  }

  /// `VERSION AS OF 1`, `FOR TIMESTAMP AS OF ...`: what a table held once is gone when its snapshots
  /// expire, so that no load could be repeated.
  private mutating func refuseTimeTravel() {
    let offset = isAt(.for) ? 1 : 0
    let first = text(of: peek(offset)).lowercased()
    guard ["version", "timestamp", "system_version", "system_time"].contains(first),
      peek(offset + 1).keyword == .as, text(of: peek(offset + 2)).lowercased() == "of"
    else { return }
    report(
      .notUnderstood(construct: "\(first.uppercased()) AS OF"),
      at: current.place.through(peek(offset + 2).place))
    for _ in 0..<offset + 3 { advance() }
    _ = parseOperators(.concatenation)
  }

  /// Samples differ from run to run, so that no load could be repeated.
  private mutating func refuseSample() {
    guard isAt(.tablesample) else { return }
    report(.notUnderstood(construct: "TABLESAMPLE"), at: current.place)
    advance()
    if isAtName { advance() }
    if take(.leftParenthesis) {
      skip { _ in false }
      _ = take(.rightParenthesis)
    }
  }

  // MARK: Rows from lists

  private mutating func parseUnnest() -> TableSource.Kind {
    advance()
    advance()
    let lists = parseExpressions()
    closeParenthesis()
    guard isAt(.with), peek().keyword == .ordinality else { return .unnest(lists, .none) }
    advance()
    advance()
    return .unnest(lists, .last)
  }

  private mutating func parseTableFunction() -> TableSource.Kind {
    let expression = parseCall()
    guard case .call(let call) = expression.kind else { return .error }
    if let generator = generator(of: call) { return generator.kind }
    return .function(call)
  }

  /// A function of Spark's that gives a row for each element of a list or map.
  struct Generator {
    let kind: TableSource.Kind
    /// What its columns are called where the query does not say.
    let columns: [String]
    /// Whether a row without elements stays, with nulls.
    let keepsRows: Bool
  }

  /// What `call` generates, where the dialect has such functions; nil for others.
  func generator(of call: FunctionCall) -> Generator? {
    guard dialect.capabilities.hasGenerators, call.arguments.count == 1 else { return nil }
    let keepsRows = call.name.name.hasSuffix("_outer")
    switch call.name.name {
    case "explode", "explode_outer":
      return Generator(
        kind: .unnest(call.arguments, .none), columns: ["col"], keepsRows: keepsRows)
    case "posexplode", "posexplode_outer":
      return Generator(
        kind: .unnest(call.arguments, .first), columns: ["pos", "col"], keepsRows: keepsRows)
    default: return nil
    }
  }

  /// `explode(list) AS name` in a select list: the columns of a join that `parseSelect` adds.
  mutating func parseGeneratedItems(_ generator: Generator, _ expression: Expression)
    -> [SelectItem]
  {
    var names: [Identifier] = []
    if isAt(.as), peek().kind == .leftParenthesis {
      advance()
      names = parseNameList("the name of a column")
    } else if let alias = parseAlias() {
      names = [alias]
    }
    // Two names for one element are those of the key and the value of a map's entry.
    if names.count != generator.columns.count, names.count != 2 || generator.columns != ["col"] {
      names = generator.columns.map { Identifier($0, at: expression.place) }
    }
    let alias = Identifier("generated_\(generators.count + 1)", at: expression.place)
    let source = TableSource(
      generator.kind, alias: alias, columnAliases: names, at: expression.place)
    generators.append(
      generator.keepsRows
        ? Join(.left, source, .on(Expression(.literal(.boolean(true)))), at: expression.place)
        : Join(.cross, source, .none, at: expression.place))
    return names.map {
      let column = Expression.Kind.column(qualifier: [alias], name: $0)
      return .expression(Expression(column, at: expression.place), alias: nil)
    }
  }

  /// Joins what the select list generates to the tables of the select.
  mutating func addGenerators(_ outer: [Join], to select: inout Select) {
    for join in generators { select.from.append(join) }
    generators = outer
  }

  /// `LATERAL VIEW [OUTER] explode(list) name AS column`, any number of them.
  mutating func parseLateralViews(_ from: inout [TableReference]) {
    while isAt(.lateral), peek().keyword == .view {
      let start = current
      advance()
      advance()
      let isOuter = take(.outer)
      guard isAtName, peek().kind == .leftParenthesis, case .call(let call) = parseCall().kind
      else {
        reportUnexpected("a function such as explode")
        return
      }
      guard let generator = generator(of: call) else {
        report(
          .notUnderstood(construct: "LATERAL VIEW \(call.name.name)"), at: call.name.place)
        continue
      }
      let alias = isAtName ? takeName() : nil
      var names: [Identifier] = []
      if take(.as) {
        repeat {
          guard let name = parseName("the name of a column") else { break }
          names.append(name)
        } while take(.comma)
      }
      if names.isEmpty { names = generator.columns.map { Identifier($0, at: start.place) } }
      let source = TableSource(
        generator.kind, alias: alias ?? Identifier("lateral_view", at: start.place),
        columnAliases: names, at: place(from: start))
      from.append(
        isOuter || generator.keepsRows
          ? Join(
            .left, source, .on(Expression(.literal(.boolean(true)))), at: place(from: start))
          : Join(.cross, source, .none, at: place(from: start)))
    }
  }

  // MARK: Pivot

  /// `PIVOT (sum(x) AS s FOR column IN ('a' AS first, 'b'))`.
  private mutating func parsePivot(_ source: TableSource, from start: Token) -> TableSource {
    advance()
    advance()
    var aggregates: [Pivot.Aggregate] = []
    repeat {
      let call = parseOperators(.concatenation)
      aggregates.append(Pivot.Aggregate(call, alias: isAt(Keyword.for) ? nil : parseAlias()))
    } while take(.comma)
    expect(Keyword.for)
    let column = parseOperators(.concatenation)
    expect(.in)
    var values: [Pivot.Value] = []
    if expect(.leftParenthesis, "(") {
      repeat {
        let value = parseExpression()
        values.append(Pivot.Value(value, alias: parseAlias()))
      } while take(.comma)
      closeParenthesis()
    }
    closeParenthesis()
    return parseAliases(
      of: .pivot(source, Pivot(aggregates, for: column, in: values)), from: start)
  }
}

extension [TableReference] {
  /// Joins to the last of them; a query without tables gets the joined one alone.
  fileprivate mutating func append(_ join: Join) {
    if isEmpty {
      append(TableReference(join.source))
    } else {
      self[count - 1].joins.append(join)
    }
  }
}
