internal import Catalog
internal import Diagnostics
internal import SQL

extension Analyzer {
  mutating func analyze(_ select: Select, orderBy: [OrderItem]) -> Relation {
    scopes.append(Scope())
    defer { scopes.removeLast() }
    let level = scopes.count - 1
    var relation = Relation()
    relation.influences = resolve(select.from)
    scopes[level].laterItems = select.items
    if let condition = select.condition {
      let value = with(Context(clause: "WHERE")) { $0.analyzeCondition(condition, in: "WHERE") }
      relation.influences.formUnion(value.direct.union(value.influences))
      narrow(by: condition)
    }
    let grouping = resolveGrouping(select, orderBy, influences: &relation.influences)
    let context = Context(
      clause: "SELECT", allowsAggregates: true, allowsWindows: true, grouping: grouping)
    with(context) { $0.addItems(select, to: &relation) }
    if select.having != nil || select.qualify != nil || !orderBy.isEmpty {
      addAliases(select.items, relation)
    }
    analyzeRest(select, context, &relation)
    analyzeOrder(orderBy, context, relation)
    return relation
  }

  private mutating func analyzeRest(
    _ select: Select, _ context: Context, _ relation: inout Relation
  ) {
    var context = context
    context.aliases = .afterColumns
    for (clause, condition) in [("HAVING", select.having), ("QUALIFY", select.qualify)] {
      guard let condition else { continue }
      context.clause = clause
      context.allowsWindows = clause == "QUALIFY"
      let value = with(context) { $0.analyzeCondition(condition, in: clause) }
      relation.influences.formUnion(value.direct.union(value.influences))
    }
  }

  private mutating func analyzeOrder(
    _ items: [OrderItem], _ context: Context, _ relation: Relation
  ) {
    var context = context
    context.clause = "ORDER BY"
    context.aliases = .beforeColumns
    var influences = ColumnSet()
    for item in items where !isOrdinal(item.expression, of: relation.columns.count) {
      let value = with(context) { $0.analyze(item.expression) }
      influences.formUnion(value.direct.union(value.influences))
    }
    orderInfluences = influences
  }

  // MARK: Items

  private mutating func addItems(_ select: Select, to relation: inout Relation) {
    for item in select.items {
      switch item {
      case .expression(let expression, let alias):
        let value = analyze(expression)
        var name = alias?.name ?? ""
        if alias == nil, case .column(_, let column) = expression.kind { name = column.name }
        if alias == nil, case .error = expression.kind { relation.isOpen = true }
        relation.columns.append(
          .init(name: name, value: value, place: alias?.place ?? expression.place))
      case .star(let star):
        addStar(star, isSpelledOut: select.qualify != nil, to: &relation)
      }
    }
  }

  /// `isSpelledOut` says whether a dialect may have to name the columns one by one.
  private mutating func addStar(_ star: Star, isSpelledOut: Bool, to relation: inout Relation) {
    let first = relation.columns.count
    addAllColumns(star.qualifier, at: star.place, to: &relation)
    if star.except.isEmpty, star.replacements.isEmpty, !isSpelledOut { return }
    if !relation.isOpen {
      notes.record(references(star.qualifier, first, relation), ofStarAt: star.place)
    }
    for replacement in star.replacements {
      let value = analyze(replacement.value)
      guard let index = column(replacement.name, from: first, in: relation) else { continue }
      relation.columns[index].value = value
    }
    for name in star.except {
      guard let index = column(name, from: first, in: relation) else { continue }
      relation.columns.remove(at: index)
    }
  }

  /// The place of a column that a star stands for; reports it when there is none, unless no text names
  /// it.
  private mutating func column(_ name: Identifier, from first: Int, in relation: Relation) -> Int? {
    let columns = relation.columns[first...]
    if let index = columns.firstIndex(where: { key($0.name) == key(name.name) }) { return index }
    if !relation.isOpen, !name.place.isNone {
      report(
        .unknownColumn(
          name.name, in: "'*'", similar: nearMatch(name.name, among: columns.map(\.name)),
          known: columns.map(\.name), at: span(name.place)))
    }
    return nil
  }

  /// How to name each of the columns that a star stands for.
  private func references(_ qualifier: [Identifier], _ first: Int, _ relation: Relation)
    -> [TypeNotes.ColumnReference]
  {
    let scope = scopes[scopes.count - 1]
    var references: [TypeNotes.ColumnReference] = []
    if qualifier.isEmpty {
      references = scope.merged.map { .init(qualifier: nil, name: $0.name) }
    }
    for (index, source) in scope.sources.enumerated()
    where qualifier.isEmpty || matches(source, qualifier) {
      for (position, column) in source.relation.columns.enumerated() {
        let key = ColumnKey(source: index, column: position)
        if qualifier.isEmpty, scope.merged.contains(where: { $0.members.contains(key) }) {
          continue
        }
        references.append(
          .init(qualifier: scope.sources.count > 1 ? source.name : nil, name: column.name))
      }
    }
    return references
  }

  private mutating func addAllColumns(
    _ qualifier: [Identifier], at place: Place, to relation: inout Relation
  ) {
    let level = scopes.count - 1
    if qualifier.isEmpty {
      for merged in scopes[level].merged {
        relation.columns.append(.init(name: merged.name, value: merged.value, place: place))
      }
    }
    var hasMatch = false
    for index in scopes[level].sources.indices
    where qualifier.isEmpty || matches(scopes[level].sources[index], qualifier) {
      hasMatch = true
      addColumns(ofSource: index, skipsMerged: qualifier.isEmpty, at: place, to: &relation)
    }
    if !hasMatch {
      relation.isOpen = true
      qualifier.isEmpty
        ? report(.starWithoutFrom(at: span(place)))
        : reportUnknownQualifier(qualifier)
    }
  }

  private mutating func addColumns(
    ofSource index: Int, skipsMerged: Bool, at place: Place, to relation: inout Relation
  ) {
    let level = scopes.count - 1
    let source = scopes[level].sources[index]
    if source.relation.isOpen { relation.isOpen = true }
    for (position, column) in source.relation.columns.enumerated() {
      let columnKey = ColumnKey(source: index, column: position)
      if skipsMerged, scopes[level].merged.contains(where: { $0.members.contains(columnKey) }) {
        continue
      }
      checkGrouped([columnKey], level: level, name: column.name, at: place)
      relation.columns.append(
        .init(name: column.name, value: value(of: columnKey, in: level), place: place))
    }
  }

  private mutating func addAliases(_ items: [SelectItem], _ relation: Relation) {
    guard relation.columns.count >= items.count, !relation.isOpen else { return }
    let level = scopes.count - 1
    for column in relation.columns where !column.name.isEmpty {
      scopes[level].aliases[key(column.name)] = column.value
    }
  }

  // MARK: Groups

  /// What the select is grouped by; nil when it is not grouped at all.
  private mutating func resolveGrouping(
    _ select: Select, _ orderBy: [OrderItem], influences: inout ColumnSet
  ) -> Grouping? {
    var grouping = Grouping(depth: scopes.count - 1)
    switch select.groupBy {
    case .none:
      let expressions =
        select.items.compactMap(\.expression) + orderBy.map(\.expression)
        + [select.having].compactMap { $0 }
      guard select.having != nil || expressions.contains(where: containsAggregate) else {
        return nil
      }
    case .all:
      for item in select.items {
        guard let expression = item.expression, !containsAggregate(expression) else { continue }
        add(expression, to: &grouping, influences: &influences)
      }
    case .expressions(let expressions):
      for expression in expressions {
        add(groupedItem(expression, select.items), to: &grouping, influences: &influences)
      }
    case .sets(let elements):
      for expression in elements.flatMap(\.expressions) {
        add(groupedItem(expression, select.items), to: &grouping, influences: &influences)
      }
      // In the groups that leave a column out, it is null.
      grouping.areNullable = true
    }
    return grouping
  }

  /// The item that a number or an alias in `GROUP BY` stands for, or the expression itself.
  private mutating func groupedItem(_ expression: Expression, _ items: [SelectItem]) -> Expression {
    if isOrdinal(expression, of: items.count),
      case .literal(.integer(let digits)) = expression.kind,
      let position = Int(digits), items.indices.contains(position - 1)
    {
      return items[position - 1].expression ?? expression
    }
    guard case .column([], let name) = expression.kind,
      case .missing = lookUp([], name, level: scopes.count - 1)
    else { return expression }
    guard let item = items.first(where: { $0.alias.map { key($0.name) } == key(name.name) })
    else { return expression }
    notes.record(aliasAt: expression.place)
    return item.expression ?? expression
  }

  private mutating func add(
    _ expression: Expression, to grouping: inout Grouping, influences: inout ColumnSet
  ) {
    let value = with(Context(clause: "GROUP BY")) { $0.analyze(expression) }
    influences.formUnion(value.direct.union(value.influences))
    if case .column(let qualifier, let name) = expression.kind {
      if case .found(_, let keys, grouping.depth) = lookUp(qualifier, name, level: grouping.depth) {
        grouping.columns.formUnion(keys)
      }
    } else {
      grouping.expressions.append(expression)
    }
  }

  /// Reports a column that is neither grouped nor aggregated where it should be.
  mutating func checkGrouped(_ keys: [ColumnKey], level: Int, name: String, at place: Place) {
    guard let grouping = context.grouping, grouping.depth == level, !context.isInsideAggregate,
      !keys.contains(where: grouping.columns.contains)
    else { return }
    report(.ungroupedColumn(name, at: span(place)))
  }
}

extension SelectItem {
  var expression: Expression? {
    if case .expression(let expression, _) = self { return expression }
    return nil
  }

  var alias: Identifier? {
    if case .expression(_, let alias) = self { return alias }
    return nil
  }
}
