extension Printer {
  mutating func write(_ select: Select) {
    write(select.isDistinct ? "SELECT DISTINCT" : "SELECT")
    writeItems(select.items)
    if !select.from.isEmpty {
      newline()
      write("FROM ")
      list(select.from) { $0.write($1) }
    }
    writeClause("WHERE", select.condition)
    write(select.groupBy, at: select.place)
    writeClause("HAVING", select.having)
    writeClause("QUALIFY", select.qualify)
  }

  private mutating func writeItems(_ items: [SelectItem]) {
    if items.count == 1, case .star = items[0] {
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
    case .star(let qualifier, _):
      if let table = qualifier.last {
        write(table)
        write(".")
      }
      write("*")
    }
  }

  private mutating func writeClause(_ keyword: String, _ condition: Expression?) {
    guard let condition else { return }
    newline()
    write(keyword + " ")
    writeCondition(condition)
  }

  /// A condition; operands of a top-level `AND` stand on lines of their own.
  private mutating func writeCondition(_ condition: Expression) {
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

  private mutating func write(_ grouping: Select.Grouping, at place: Place) {
    switch grouping {
    case .none: return
    case .all:
      if !dialect.capabilities.hasGroupByAll {
        report("GROUP BY ALL", help: "Name the columns.", at: place)
      }
      newline()
      write("GROUP BY ALL")
    case .expressions(let expressions):
      newline()
      write("GROUP BY ")
      list(expressions) { $0.write($1) }
    }
  }

  // MARK: From

  private mutating func write(_ reference: TableReference) {
    write(reference.first)
    for join in reference.joins {
      newline()
      write(join)
    }
  }

  private mutating func write(_ source: TableSource) {
    var alias = source.alias
    switch source.kind {
    case .table(let name):
      let isCommonTable =
        name.parts.count == 1 && commonTables.contains { $0.contains(name.name) }
      let printed = isCommonTable ? name : renaming(name)
      write(dialect.quoted(printed.parts.map(\.name)))
      if alias == nil, printed.name != name.name { alias = name.parts.last }
    case .query(let query, let isLateral):
      if isLateral, !dialect.capabilities.hasLateral { report("LATERAL", at: source.place) }
      if isLateral { write("LATERAL ") }
      block { $0.write(query) }
    case .joined(let reference): block { $0.write(reference) }
    case .error: write("<error>")
    }
    guard let alias else { return }
    write(" AS ")
    write(alias)
    guard !source.columnAliases.isEmpty else { return }
    write(" (")
    list(source.columnAliases) { $0.write($1) }
    write(")")
  }

  private mutating func write(_ join: Join) {
    if join.kind == .semi || join.kind == .anti, !dialect.capabilities.hasSemiJoin {
      report("\(join.kind.text) JOIN", help: "Use EXISTS or NOT EXISTS.", at: join.place)
    }
    if join.condition == .natural { write("NATURAL ") }
    write(join.kind.text + " JOIN ")
    write(join.source)
    switch join.condition {
    case .none, .natural: return
    case .using(let names):
      write(" USING (")
      list(names) { $0.write($1) }
      write(")")
    case .on(let condition):
      indented { printer in
        printer.newline()
        printer.write("ON ")
        printer.writeCondition(condition)
      }
    }
  }
}

extension Join.Kind {
  var text: String {
    switch self {
    case .inner: "INNER"
    case .left: "LEFT"
    case .right: "RIGHT"
    case .full: "FULL"
    case .cross: "CROSS"
    case .semi: "SEMI"
    case .anti: "ANTI"
    }
  }
}
