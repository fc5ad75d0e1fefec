extension Printer {
  /// - Parameter hasNames: whether what stands around gives names to the columns.
  mutating func write(_ written: Query, hasNames: Bool = false) {
    let query = loweringQualify(written)
    commonTables.append(Set(query.with.map(\.name.name)))
    defer { commonTables.removeLast() }
    writeCommonTables(query)
    write(query.body, hasNames: hasNames, at: query.place)
    if !query.orderBy.isEmpty {
      newline()
      write("ORDER BY ")
      write(spelledOut(query.orderBy, of: query.body))
    }
    if let limit = query.limit {
      newline()
      write("LIMIT ")
      write(limit)
    }
    if let offset = query.offset {
      newline()
      write("OFFSET ")
      write(offset)
    }
  }

  /// The order with names of the select list inside of expressions replaced where they must be.
  private func spelledOut(_ items: [OrderItem], of body: Query.Body) -> [OrderItem] {
    guard !dialect.capabilities.hasAliasesInExpressions, case .select(let select) = body else {
      return items
    }
    return items.map { item in
      if case .column([], _) = item.expression.kind { return item }
      return OrderItem(
        spelledOut(item.expression, select.items), item.direction, nulls: item.nulls)
    }
  }

  private mutating func writeCommonTables(_ query: Query) {
    guard !query.with.isEmpty else { return }
    write(query.isRecursive ? "WITH RECURSIVE " : "WITH ")
    for (index, table) in query.with.enumerated() {
      if index > 0 {
        write(",")
        newline()
      }
      write(table.name)
      writeNames(table.columns)
      write(" AS ")
      block { $0.write(table.query, hasNames: !table.columns.isEmpty) }
    }
    newline()
  }

  /// ` (a, b)`, or nothing.
  private mutating func writeNames(_ names: [Identifier]) {
    guard !names.isEmpty else { return }
    write(" (")
    list(names) { $0.write($1) }
    write(")")
  }

  private mutating func write(_ body: Query.Body, hasNames: Bool, at place: Place = .none) {
    switch body {
    case .select(let select) where select.qualify != nil && !dialect.capabilities.hasQualify:
      write(loweringQualify(Query(body: body)).body, hasNames: hasNames)
    case .select(let select): write(select)
    case .values(let rows): write(rows, hasNames: hasNames, at: place)
    case .query(let inner): block { $0.write(inner, hasNames: hasNames) }
    case .combined(let first, let rest): write(first, rest, hasNames: hasNames)
    case .error: write("<error>")
    }
  }

  private mutating func write(
    _ first: Query.Body, _ rest: [Query.Combination], hasNames: Bool
  ) {
    writeOperand(first, isTighter: false, hasNames: hasNames)
    for combination in rest {
      newline()
      if combination.operation != .union, combination.keepsDuplicates,
        !dialect.capabilities.hasSetOperationsOnBags
      {
        report("\(combination.operation.text) ALL", at: combination.place)
      }
      write(combination.operation.text + (combination.keepsDuplicates ? " ALL" : ""))
      newline()
      writeOperand(combination.body, isTighter: combination.operation == .intersect)
    }
  }

  /// An operand of a set operation; one that is combined itself stands bare only if it binds tighter.
  /// Those after the first give no names.
  private mutating func writeOperand(
    _ body: Query.Body, isTighter: Bool, hasNames: Bool = true
  ) {
    let isBlock =
      switch body {
      case .combined(_, let rest): isTighter || rest.contains { $0.operation != .intersect }
      case .values(let rows): rows.count > 1 && !dialect.capabilities.hasValues
      default: false
      }
    if isBlock {
      block { $0.write(body, hasNames: hasNames) }
    } else {
      write(body, hasNames: hasNames)
    }
  }

  mutating func write(_ items: [OrderItem]) {
    list(items) { printer, item in
      printer.write(item.expression)
      if item.direction == .descending { printer.write(" DESC") }
      if item.nulls != printer.dialect.defaultNulls(item.direction) {
        printer.write(item.nulls == .first ? " NULLS FIRST" : " NULLS LAST")
      }
    }
  }
}

extension Query.SetOperation {
  var text: String {
    switch self {
    case .union: "UNION"
    case .intersect: "INTERSECT"
    case .except: "EXCEPT"
    }
  }
}
