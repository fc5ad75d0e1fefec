extension Printer {
  /// A `PIVOT` as grouping with one aggregate for each value, which every dialect has; nil when the
  /// columns to group by are not known.
  func lowered(_ pivot: Pivot, of source: TableSource, at place: Place) -> Query? {
    guard let groups = notes.groups(ofPivotAt: place) else { return nil }
    let columns = groups.map { Expression(.column(qualifier: [], name: Identifier($0))) }
    var items: [SelectItem] = columns.map { .expression($0, alias: nil) }
    for value in pivot.values {
      for aggregate in pivot.aggregates {
        items.append(
          .expression(
            filtered(aggregate.call, pivot.column, value.value),
            alias: Identifier(pivot.columnName(of: value, aggregate))))
      }
    }
    return Query(
      body: .select(
        Select(
          items: items, from: [TableReference(source)],
          groupBy: columns.isEmpty ? .none : .expressions(columns))))
  }

  /// The aggregates in `expression` over the rows of one value only. Where there are none, a count
  /// is null and not zero, as it is in Spark.
  private func filtered(_ expression: Expression, _ column: Expression, _ value: Expression)
    -> Expression
  {
    let condition = Expression(.binary(.equal, column, value))
    return expression.rewritten { part in
      guard case .call(var call) = part.kind,
        FunctionCatalog.functions[call.name.name]?.kind == .aggregate
      else { return nil }
      call.filter = call.filter.map { .chain(.and, [$0, condition]) } ?? condition
      let counted = Expression(.call(call), at: part.place)
      guard FunctionCatalog.functions[call.name.name]?.nulls == .never else { return counted }
      let rows = FunctionCall(Identifier("count"), hasStar: true, filter: condition)
      let isThere = Expression(
        .binary(.greater, Expression(.call(rows)), Expression(.literal(.integer("0")))))
      return Expression(
        .conditional(
          operand: nil, branches: [.init(when: isThere, then: counted)], otherwise: nil))
    }
  }
}

extension Pivot {
  /// What Spark calls the column of one value and one aggregate.
  package func columnName(of value: Value, _ aggregate: Aggregate) -> String {
    let first = value.alias?.name ?? value.value.constantText
    guard aggregates.count > 1 else { return first }
    return "\(first)_\(aggregate.alias?.name ?? aggregate.call.canonicalText(in: .spark))"
  }
}

extension Expression {
  /// A constant as text; its SQL when it is none.
  fileprivate var constantText: String {
    switch kind {
    case .literal(.string(let text)), .literal(.integer(let text)), .literal(.decimal(let text)),
      .literal(.date(let text)):
      text
    default: canonicalText(in: .spark)
    }
  }
}
