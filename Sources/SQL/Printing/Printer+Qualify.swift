extension Printer {
  /// Writes a select; where the dialect has no `QUALIFY`, as a subquery whose rows are filtered.
  mutating func writeQualified(_ select: Select, in query: Query?) {
    guard let condition = select.qualify, !dialect.capabilities.hasQualify else {
      return write(select)
    }
    guard let rewritten = select.withoutQualify(condition, orderBy: query?.orderBy ?? []) else {
      report(
        "QUALIFY", help: "Give every selected column a name, and order by those names only.",
        at: condition.place)
      return write(select)
    }
    write(rewritten)
  }
}

extension Select {
  /// The same rows from a subquery that computes the condition as one more column; nil when a
  /// column of the result has no name, or the order needs a column that is not selected.
  fileprivate func withoutQualify(_ condition: Expression, orderBy: [OrderItem]) -> Select? {
    let names = items.compactMap(\.name)
    guard names.count == items.count, Set(names).count == names.count else { return nil }
    for item in orderBy {
      guard case .column([], let name) = item.expression.kind, names.contains(name.name) else {
        return nil
      }
    }
    let test = condition.replacingNames(of: items)
    var inner = self
    inner.qualify = nil
    inner.isDistinct = false
    inner.items.append(.expression(test, alias: Identifier("is_qualified")))
    let source = TableSource(
      .query(Query(body: .select(inner)), isLateral: false), alias: Identifier("candidates"))
    return Select(
      isDistinct: isDistinct,
      items: names.map {
        .expression(Expression(.column(qualifier: [], name: Identifier($0))), alias: nil)
      },
      from: [TableReference(source)],
      where: Expression(.column(qualifier: [], name: Identifier("is_qualified"))))
  }
}

extension Expression {
  /// The same with the names that `items` give to window functions replaced by those functions.
  fileprivate func replacingNames(of items: [SelectItem]) -> Expression {
    let pairs: [(String, Expression)] = items.compactMap { item in
      guard case .expression(let expression, let alias?) = item,
        case .call(let call) = expression.kind, call.window != nil
      else { return nil }
      return (alias.name, expression)
    }
    let replacements = Dictionary(pairs, uniquingKeysWith: { first, _ in first })
    return rewritten { part in
      if case .column([], let name) = part.kind { return replacements[name.name] }
      return nil
    }
  }
}
