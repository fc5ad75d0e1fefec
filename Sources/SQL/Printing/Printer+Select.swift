extension Printer {
  mutating func write(_ written: Select) {
    let select = loweringSemijoins(written)
    write("SELECT")
    if dialect.capabilities.hasHints { for hint in select.hints { write(" /*+ \(hint) */") } }
    if select.isDistinct { write(" DISTINCT") }
    if !select.distinctOn.isEmpty {
      if !dialect.capabilities.hasDistinctOn {
        report(
          "DISTINCT ON", help: "Number the rows with row_number and keep the first.",
          at: select.place)
      }
      write(" DISTINCT ON (")
      list(select.distinctOn) { $0.write($1) }
      write(")")
    }
    writeItems(select.items)
    if !select.from.isEmpty {
      newline()
      write("FROM ")
      write(select.from)
    }
    writeClause("WHERE", select.condition)
    write(select.groupBy, of: select)
    let spellsOut = !dialect.capabilities.hasAliasesInExpressions
    writeClause("HAVING", select.having.map { spellsOut ? spelledOut($0, select.items) : $0 })
    writeClause("QUALIFY", select.qualify)
  }

  private mutating func writeItems(_ items: [SelectItem]) {
    if items.count == 1, case .star(let star) = items[0], !needsExpansion(star) {
      write(" ")
      return write(items[0])
    }
    indented { printer in
      for (index, item) in items.enumerated() {
        if index > 0 { printer.write(",") }
        printer.newline()
        printer.write(item)
      }
    }
  }

  private mutating func write(_ item: SelectItem) {
    switch item {
    case .expression(let expression, let alias):
      write(expression)
      if let alias {
        write(" AS ")
        write(alias)
      }
    case .star(let star): write(star)
    }
  }

  /// Whether the dialect cannot say what the star leaves out or replaces.
  private func needsExpansion(_ star: Star) -> Bool {
    !star.except.isEmpty && dialect.capabilities.starExcept == nil
      || !star.replacements.isEmpty && !dialect.capabilities.hasStarReplace
  }

  private mutating func write(_ star: Star) {
    if needsExpansion(star) { return writeExpanded(star) }
    if let table = star.qualifier.last {
      write(table)
      write(".")
    }
    write("*")
    if !star.except.isEmpty, let word = dialect.capabilities.starExcept {
      write(" \(word) (")
      list(star.except) { $0.write($1) }
      write(")")
    }
    if !star.replacements.isEmpty {
      write(" REPLACE (")
      list(star.replacements) {
        $0.write($1.value)
        $0.write(" AS ")
        $0.write($1.name)
      }
      write(")")
    }
  }

  /// The columns that a star stands for, one by one.
  private mutating func writeExpanded(_ star: Star) {
    guard let items = columns(of: star) else {
      return report("a star whose columns are not known", at: star.place)
    }
    for (index, item) in items.enumerated() {
      if index > 0 {
        write(",")
        newline()
      }
      write(item)
    }
  }

  /// The columns that a star stands for; nil when they are not known.
  func columns(of star: Star) -> [SelectItem]? {
    guard let columns = notes.columns(ofStarAt: star.place) else { return nil }
    let left = Set(star.except.map { $0.name.lowercased() })
    return columns.filter { !left.contains($0.name.lowercased()) }.map { column in
      let name = Identifier(column.name)
      let replacement = star.replacements.first {
        dialect.isSameName($0.name.name, column.name)
      }
      if let replacement { return SelectItem.expression(replacement.value, alias: name) }
      let qualifier = column.qualifier.map { [Identifier($0)] } ?? []
      return .expression(Expression(.column(qualifier: qualifier, name: name)), alias: nil)
    }
  }

  private mutating func writeClause(_ keyword: String, _ condition: Expression?) {
    guard let condition else { return }
    newline()
    write(keyword + " ")
    writeCondition(condition)
  }

  /// A condition; operands of a top-level `AND` stand on lines of their own.
  mutating func writeCondition(_ condition: Expression) {
    guard case .chain(.and, let operands) = condition.kind else { return write(condition) }
    indented { printer in
      for (index, operand) in operands.enumerated() {
        if index > 0 {
          printer.newline()
          printer.write("AND ")
        }
        printer.write(operand, atLeast: .not)
      }
    }
  }

  private mutating func write(_ grouping: Select.Grouping, of select: Select) {
    switch grouping {
    case .none: return
    case .all where !dialect.capabilities.hasGroupByAll: writeGroupedPositions(of: select)
    case .all:
      newline()
      write("GROUP BY ALL")
    case .expressions(let expressions):
      newline()
      write("GROUP BY ")
      list(expressions) { printer, expression in
        let keeps = printer.dialect.capabilities.groupsByAliases
        printer.write(keeps ? expression : printer.spelledOut(expression, select.items))
      }
    case .sets(let elements):
      newline()
      write("GROUP BY ")
      list(elements) { $0.write($1) }
    }
  }

  /// `GROUP BY ALL` as the places of the items that do not aggregate.
  private mutating func writeGroupedPositions(of select: Select) {
    var positions: [String] = []
    for (index, item) in select.items.enumerated() {
      guard case .expression(let expression, _) = item else {
        return report("GROUP BY ALL with a star", help: "Name the columns.", at: select.place)
      }
      if !expression.aggregates { positions.append(String(index + 1)) }
    }
    guard !positions.isEmpty else { return }
    newline()
    write("GROUP BY " + positions.joined(separator: ", "))
  }

  private mutating func write(_ element: GroupingElement) {
    switch element {
    case .plain(let expressions): list(expressions) { $0.write($1) }
    case .rollup(let lists): write("ROLLUP", lists)
    case .cube(let lists): write("CUBE", lists)
    case .sets(let lists): write("GROUPING SETS", lists)
    }
  }

  private mutating func write(_ word: String, _ lists: [[Expression]]) {
    write("\(word) (")
    list(lists) { printer, expressions in
      let needsParentheses = expressions.count != 1 || word == "GROUPING SETS"
      if needsParentheses { printer.write("(") }
      printer.list(expressions) { $0.write($1) }
      if needsParentheses { printer.write(")") }
    }
    write(")")
  }
}

extension Expression {
  /// Whether an aggregate or a window function stands in it, outside of subqueries.
  fileprivate var aggregates: Bool {
    if case .call(let call) = kind,
      call.window != nil || FunctionCatalog.functions[call.name.name]?.kind == .aggregate
    {
      return true
    }
    var isFound = false
    visitOperands { if !isFound { isFound = $0.aggregates } }
    return isFound
  }
}
