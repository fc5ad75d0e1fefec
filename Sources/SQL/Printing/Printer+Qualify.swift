extension Printer {
  /// The query as the dialect can say it: without `QUALIFY` where there is none. The rows then come
  /// from a subquery that computes the condition, and what the order needs, as columns of their own.
  mutating func loweringQualify(_ query: Query) -> Query {
    guard !dialect.capabilities.hasQualify, case .select(let select) = query.body,
      let condition = select.qualify
    else { return query }
    guard let items = expanded(select.items) else {
      report("QUALIFY beside a star whose columns are not known", at: condition.place)
      var unqualified = select
      unqualified.qualify = nil
      var rest = query
      rest.body = .select(unqualified)
      return rest
    }
    let order = query.orderBy.map {
      $0.expression.isName
        ? $0 : OrderItem(spelledOut($0.expression, items), $0.direction, nulls: $0.nulls)
    }
    let rewriting = QualifyRewriting(
      select, items: items, spelledOut(condition, items, guesses: true), orderBy: order)
    if select.isDistinct, rewriting.hidesColumns {
      report(
        "QUALIFY with DISTINCT and an order by something else", help: "Select what you order by.",
        at: condition.place)
    }
    var lowered = query
    lowered.body = .select(rewriting.select)
    lowered.orderBy = rewriting.orderBy
    return lowered
  }

  /// The items with each star replaced by the columns that it stands for; nil when they are not known.
  private func expanded(_ items: [SelectItem]) -> [SelectItem]? {
    var result: [SelectItem] = []
    for item in items {
      guard case .star(let star) = item else {
        result.append(item)
        continue
      }
      guard let columns = columns(of: star) else { return nil }
      result += columns
    }
    return result
  }
}

/// A select with `QUALIFY` as a select from a subquery.
private struct QualifyRewriting {
  private(set) var select: Select
  private(set) var orderBy: [OrderItem] = []
  /// Whether the order needs columns that are not selected.
  private(set) var hidesColumns = false

  private static let source = Identifier("candidates")
  private static let test = Identifier("is_qualified")

  init(_ whole: Select, items: [SelectItem], _ condition: Expression, orderBy written: [OrderItem])
  {
    var inner = whole
    inner.qualify = nil
    inner.isDistinct = false
    inner.items = []
    var outer: [SelectItem] = []
    var taken: Set<String> = []
    for (index, item) in items.enumerated() {
      guard case .expression(let expression, _) = item else { continue }
      let name = item.name
      let isFree = name.map { taken.insert($0.lowercased()).inserted } ?? false
      let inside = isFree ? Identifier(name ?? "") : Identifier("column_\(index + 1)")
      inner.items.append(.expression(expression, alias: isFree && item.isPlain ? nil : inside))
      let needsName = !isFree && name != nil
      outer.append(
        .expression(
          Expression(.column(qualifier: [], name: inside)),
          alias: needsName ? name.map { Identifier($0) } : nil))
    }
    inner.items.append(.expression(condition, alias: Self.test))
    for item in written {
      guard !item.expression.isPosition, !item.expression.isName(in: taken) else {
        orderBy.append(item)
        continue
      }
      let name = Identifier("order_\(orderBy.count + 1)")
      hidesColumns = true
      inner.items.append(.expression(item.expression, alias: name))
      orderBy.append(
        OrderItem(
          Expression(.column(qualifier: [], name: name)), item.direction, nulls: item.nulls))
    }
    let source = TableSource(
      .query(Query(body: .select(inner)), isLateral: false), alias: Self.source)
    select = Select(
      isDistinct: whole.isDistinct, items: outer, from: [TableReference(source)],
      where: Expression(.column(qualifier: [], name: Self.test)))
  }
}

extension SelectItem {
  /// Whether it is a column under its own name.
  fileprivate var isPlain: Bool {
    if case .expression(let expression, nil) = self, case .column = expression.kind { return true }
    return false
  }
}

extension Printer {
  /// The same with names of the select list replaced by what they stand for.
  ///
  /// `guesses` says whether, without notes, a name is taken for one of the select list where that is a
  /// window function.
  func spelledOut(
    _ expression: Expression, _ items: [SelectItem], guesses: Bool = false
  ) -> Expression {
    expression.rewritten { part in
      guard case .column([], let name) = part.kind else { return nil }
      for case .expression(let meant, let alias?) in items
      where dialect.isSameName(alias.name, name.name) {
        let isGuess = guesses && notes.authoringDialect == nil
        let isMeant = isGuess ? meant.isWindow : notes.isAlias(part)
        return isMeant ? meant : nil
      }
      return nil
    }
  }
}

extension Expression {
  fileprivate var isPosition: Bool {
    if case .literal(.integer) = kind { return true }
    return false
  }

  fileprivate var isWindow: Bool {
    if case .call(let call) = kind { return call.window != nil }
    return false
  }

  fileprivate var isName: Bool {
    if case .column([], _) = kind { return true }
    return false
  }

  /// Whether it is the bare name of a column of the result.
  fileprivate func isName(in names: Set<String>) -> Bool {
    if case .column([], let name) = kind { return names.contains(name.name.lowercased()) }
    return false
  }
}
