internal import Catalog

extension Printer {
  mutating func write(_ from: [TableReference]) {
    for (index, reference) in from.enumerated() {
      if index > 0 { write(", ") }
      write(reference, isLast: index == from.count - 1)
    }
  }

  private mutating func write(_ reference: TableReference, isLast: Bool = false) {
    write(reference.first)
    // Spark takes LATERAL VIEW only at the end of FROM.
    let views = isLast ? reference.joins.reversed().prefix { $0.isLateralView }.count : 0
    for (index, join) in reference.joins.enumerated() {
      newline()
      if index >= reference.joins.count - views, dialect.capabilities.unnestStyle == .lateralView {
        writeLateralView(join)
      } else {
        write(join)
      }
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
      block { $0.write(query, hasNames: !source.columnAliases.isEmpty) }
      if alias == nil, dialect.capabilities.namesSubqueries {
        subqueryCount += 1
        alias = Identifier("subquery_\(subqueryCount)")
      }
    case .joined(let reference): block { $0.write(reference) }
    case .unnest(let lists, let ordinality):
      return writeUnnest(entries(of: lists, at: source.place), ordinality, of: source)
    case .function(let call): write(call, at: source.place)
    case .pivot(let inner, let pivot):
      guard let lowered = lowered(pivot, of: inner, at: source.place) else {
        return report("PIVOT of a table whose columns are not known", at: source.place)
      }
      block { $0.write(lowered) }
      if alias == nil { alias = Identifier("pivoted") }
    case .error: write("<error>")
    }
    writeAlias(alias, source.columnAliases)
  }

  private mutating func writeAlias(_ alias: Identifier?, _ columns: [Identifier]) {
    guard let alias else { return }
    write(" AS ")
    write(alias)
    guard !columns.isEmpty else { return }
    write(" (")
    list(columns) { $0.write($1) }
    write(")")
  }

  // MARK: Rows from lists

  /// What is taken apart: for a map its keys beside its values, where a dialect takes no map.
  private mutating func entries(of lists: [Expression], at place: Place) -> [Expression] {
    guard lists.count == 1, case .map? = notes.type(of: lists[0]) else { return lists }
    switch dialect.capabilities.mapEntries {
    case .rows: break
    case .keysAndValues:
      return ["map_keys", "map_values"].map {
        Expression(.call(FunctionCall(Identifier($0), lists)))
      }
    case nil: report("rows from the entries of a map", at: place)
    }
    return lists
  }

  private mutating func writeUnnest(
    _ lists: [Expression], _ ordinality: TableSource.Ordinality, of source: TableSource
  ) {
    switch (dialect.capabilities.unnestStyle, ordinality) {
    case (.lateralView?, .last): writeNumbered(lists, of: source)
    case (.lateralView?, _):
      if lists.count > 1 { report("UNNEST of several lists", at: source.place) }
      write(ordinality == .none ? "explode(" : "posexplode(")
      list(lists) { $0.write($1) }
      write(")")
      writeAlias(source.alias, source.columnAliases)
    case (_?, .first): writeNumbered(lists, of: source)
    case (_?, let ordinality) where lists.count > 1 && dialect.capabilities.unnestsInSelect:
      if ordinality != .none { report("a numbered UNNEST of several lists", at: source.place) }
      write("LATERAL (SELECT ")
      list(lists) { printer, list in
        printer.write("unnest(")
        printer.write(list)
        printer.write(")")
      }
      write(")")
      writeAlias(source.alias, source.columnAliases)
    case (let style?, _):
      write(style == .lateralUnnest ? "unnest(" : "UNNEST(")
      list(lists) { $0.write($1) }
      write(")" + (ordinality == .last ? " WITH ORDINALITY" : ""))
      writeAlias(source.alias, source.columnAliases)
    case (nil, _): report("rows from the elements of a list", at: source.place)
    }
  }

  /// Numbered elements where the dialect numbers them otherwise: a lateral subquery moves the number.
  private mutating func writeNumbered(_ lists: [Expression], of source: TableSource) {
    let names = source.columnAliases
    guard lists.count == 1, names.count == 2 else {
      return report("a numbered UNNEST without names for its columns", at: source.place)
    }
    let isSpark = dialect.capabilities.unnestStyle == .lateralView
    let element = isSpark ? names[0] : names[1]
    let number = isSpark ? names[1] : names[0]
    let inner = TableSource(
      .unnest(lists, isSpark ? .first : .last), alias: Identifier("numbered"),
      columnAliases: isSpark ? [number, element] : [element, number])
    let counted = Expression(
      .binary(
        isSpark ? .add : .subtract, Expression(.column(qualifier: [], name: number)),
        Expression(.literal(.integer("1")))))
    let items: [SelectItem] = [
      .expression(Expression(.column(qualifier: [], name: element)), alias: nil),
      .expression(
        Expression(.cast(counted, .int, CastRules(roundsFractions: false))), alias: number),
    ]
    let select = Select(
      items: isSpark ? items : items.reversed(), from: [TableReference(inner)])
    write("LATERAL ")
    block { $0.write(select) }
    writeAlias(source.alias, names)
  }

  private mutating func writeLateralView(_ join: Join) {
    guard case .unnest(let lists, let ordinality) = join.source.kind, lists.count == 1,
      ordinality != .last
    else { return write(join) }
    write(join.kind == .left ? "LATERAL VIEW OUTER " : "LATERAL VIEW ")
    write(ordinality == .none ? "explode(" : "posexplode(")
    write(lists[0])
    write(") ")
    write(join.source.alias ?? Identifier("elements"))
    if !join.source.columnAliases.isEmpty {
      write(" AS ")
      list(join.source.columnAliases) { $0.write($1) }
    }
  }

  // MARK: Joins

  private mutating func write(_ join: Join) {
    if join.kind == .semi || join.kind == .anti, !dialect.capabilities.hasSemiJoin {
      report("\(join.kind.text) JOIN", help: "Use EXISTS or NOT EXISTS.", at: join.place)
    }
    if join.condition == .natural { write("NATURAL ") }
    write(join.kind.text + " JOIN ")
    if join.isLateralView, needsLateralWord(join.source) { write("LATERAL ") }
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

  private func needsLateralWord(_ source: TableSource) -> Bool {
    guard case .unnest(_, let ordinality) = source.kind else { return false }
    switch dialect.capabilities.unnestStyle {
    case .lateralView: return ordinality != .last
    case .lateralUnnest: return ordinality != .first
    case .unnest, nil: return false
    }
  }
}

extension Join {
  /// Whether it joins the elements of lists.
  fileprivate var isLateralView: Bool {
    if case .unnest = source.kind { return kind == .cross || kind == .left }
    return false
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
