internal import Diagnostics
internal import SQL

extension Analyzer {
  /// Adds the tables of a `FROM` to the innermost scope; gives what their joins depend on.
  mutating func resolve(_ from: [TableReference]) -> ColumnSet {
    var influences = ColumnSet()
    for reference in from { influences.formUnion(resolve(reference)) }
    return influences
  }

  private mutating func resolve(_ reference: TableReference) -> ColumnSet {
    let firstSource = scopes[scopes.count - 1].sources.count
    var influences = resolve(reference.first)
    for join in reference.joins {
      influences.formUnion(resolve(join, from: firstSource))
    }
    return influences
  }

  private mutating func resolve(_ source: TableSource) -> ColumnSet {
    var relation: Relation
    var name = source.alias?.name
    var path = name.map { [$0] } ?? []
    switch source.kind {
    case .table(let table):
      relation = self.relation(table)
      if name == nil {
        path = table.parts.map(\.name)
        name = table.name
      }
    case .query(let query, let isLateral): relation = subquery(query, isLateral: isLateral)
    case .joined(let reference): return resolve(reference)
    case .unnest(let lists, let ordinality):
      relation = elements(of: lists, ordinality, at: source.place)
    case .function(let call): relation = rows(of: call, at: source.place)
    case .pivot(let inner, let pivot):
      let scope = scopes.removeLast()
      relation = turned(inner, pivot, at: source.place)
      scopes.append(scope)
      if name == nil { name = "pivoted" }
    case .error: relation = .open
    }
    relation = renamed(relation, source.columnAliases, source.place)
    add(Source(name: name, path: path, relation: relation, key: key), at: source.place)
    return relation.influences
  }

  /// A subquery of a `FROM` does not see the tables beside it, unless it is lateral.
  private mutating func subquery(_ query: Query, isLateral: Bool) -> Relation {
    guard !isLateral else { return analyze(query) }
    let scope = scopes.removeLast()
    defer { scopes.append(scope) }
    return with(Context()) { $0.analyze(query) }
  }

  private mutating func add(_ source: Source, at place: Place) {
    let level = scopes.count - 1
    if let name = source.name,
      scopes[level].sources.contains(where: { $0.name.map(key) == key(name) })
    {
      report(.duplicateSource(name, at: span(place)))
    }
    scopes[level].sources.append(source)
  }

  private mutating func relation(_ name: TableName) -> Relation {
    if name.parts.count == 1 {
      for tables in commonTables.reversed() {
        if let relation = tables[key(name.name)] { return relation }
      }
    }
    if let table = tables.table(name) { return relation(of: table) }
    if tables.isUnreadable(name) { return .open }
    let common = commonTables.flatMap { $0.keys.sorted() }
    report(
      .unknownTable(
        name.description, similar: nearMatch(name.description, among: tables.names() + common),
        at: span(name.place)))
    return .open
  }

  // MARK: Joins

  private mutating func resolve(_ join: Join, from firstSource: Int) -> ColumnSet {
    let level = scopes.count - 1
    let leftEnd = scopes[level].sources.count
    var influences = resolve(join.source)
    let rightEnd = scopes[level].sources.count
    switch join.condition {
    case .none: break
    case .on(let condition):
      let value = with(Context(clause: "ON")) { $0.analyzeCondition(condition, in: "ON") }
      influences.formUnion(value.direct.union(value.influences))
    case .using(let names):
      for name in names {
        influences.formUnion(merge(name, firstSource..<leftEnd, leftEnd..<rightEnd, join.kind))
      }
    case .natural:
      influences.formUnion(mergeAll(firstSource..<leftEnd, leftEnd..<rightEnd, join))
    }
    markNullable(join, firstSource..<leftEnd, leftEnd..<rightEnd)
    if join.kind == .semi || join.kind == .anti {
      scopes[level].sources.removeSubrange(leftEnd..<rightEnd)
    }
    return influences
  }

  private mutating func markNullable(_ join: Join, _ left: Range<Int>, _ right: Range<Int>) {
    let level = scopes.count - 1
    if join.kind == .left || join.kind == .full {
      for index in right { scopes[level].sources[index].isNullable = true }
    }
    if join.kind == .right || join.kind == .full {
      for index in left { scopes[level].sources[index].isNullable = true }
    }
    if join.kind == .inner, case .on(let condition) = join.condition { narrow(by: condition) }
  }

  /// Makes one column of the two that `USING` names.
  private mutating func merge(
    _ name: Identifier, _ left: Range<Int>, _ right: Range<Int>, _ kind: Join.Kind
  ) -> ColumnSet {
    guard let (leftKey, leftValue) = member(name, of: left, "left"),
      let (rightKey, rightValue) = member(name, of: right, "right")
    else { return ColumnSet() }
    var value = leftValue
    merge(rightValue, into: &value, "USING", at: name.place)
    value.isNullable =
      switch kind {
      case .right: rightValue.isNullable
      case .full: leftValue.isNullable && rightValue.isNullable
      default: leftValue.isNullable
      }
    let level = scopes.count - 1
    let known = scopes[level].merged.firstIndex { $0.key == key(name.name) }
    let members = (known.map { scopes[level].merged[$0].members } ?? [leftKey]) + [rightKey]
    if let known { scopes[level].merged.remove(at: known) }
    scopes[level].merged.append((key(name.name), name.name, value, members))
    return value.direct.union(value.influences)
  }

  private mutating func member(
    _ name: Identifier, of range: Range<Int>, _ side: String
  ) -> (ColumnKey, Value)? {
    let sources = scopes[scopes.count - 1].sources
    if let merged = scopes[scopes.count - 1].merged.first(where: { merged in
      merged.key == key(name.name) && range.contains(merged.members[0].source)
    }) {
      return (merged.members[0], merged.value)
    }
    for index in range {
      if let column = sources[index].place(of: key(name.name)) {
        let key = ColumnKey(source: index, column: column)
        return (key, value(of: key, in: scopes.count - 1))
      }
    }
    if !range.contains(where: { sources[$0].relation.isOpen }) {
      let names = range.flatMap { sources[$0].relation.columns.map(\.name) }
      report(
        .unknownColumn(
          name.name, in: "the \(side) side of the join",
          similar: nearMatch(name.name, among: names), at: span(name.place)))
    }
    return nil
  }

  private mutating func mergeAll(_ left: Range<Int>, _ right: Range<Int>, _ join: Join)
    -> ColumnSet
  {
    let sources = scopes[scopes.count - 1].sources
    var influences = ColumnSet()
    for index in right {
      for column in sources[index].relation.columns
      where left.contains(where: { sources[$0].place(of: key(column.name)) != nil }) {
        let name = Identifier(column.name, at: join.source.place)
        influences.formUnion(merge(name, left, right, join.kind))
      }
    }
    return influences
  }
}
