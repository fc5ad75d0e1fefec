internal import Catalog
internal import Diagnostics
internal import SQL

extension Analyzer {
  mutating func analyze(_ query: Query) -> Relation {
    commonTables.append([:])
    defer { commonTables.removeLast() }
    for table in query.with { declare(table, isRecursive: query.isRecursive) }
    var relation = analyze(query.body, orderBy: query.orderBy)
    if query.limit != nil || query.offset != nil {
      relation.influences.formUnion(orderInfluences)
    }
    for count in [query.limit, query.offset].compactMap({ $0 }) { checkCount(count) }
    return relation
  }

  private mutating func checkCount(_ count: Expression) {
    let value = with(Context(clause: "LIMIT or OFFSET")) { $0.analyze(count) }
    if let type = value.type.data, type != .int, type != .long {
      report(
        .wrongType(
          "LIMIT and OFFSET need a whole number, but this is \(type).",
          canCast: TypeRules.canCast(type, to: .long), at: span(count.place)))
    }
  }

  // MARK: Common tables

  private mutating func declare(_ table: CommonTable, isRecursive: Bool) {
    let name = key(table.name.name)
    if commonTables[commonTables.count - 1][name] != nil {
      report(.duplicateSource(table.name.name, at: span(table.name.place)))
    }
    if isRecursive, case .combined(let first, _) = table.query.body {
      // The first operand says what columns there are; mistakes in it are told by the second pass.
      let before = sink
      let seed = analyze(first, orderBy: [])
      sink = before
      commonTables[commonTables.count - 1][name] = renamed(seed, table.columns, table.name.place)
    }
    let relation = analyze(table.query)
    commonTables[commonTables.count - 1][name] = renamed(
      relation, table.columns, table.name.place)
  }

  /// The relation with its columns called by `names`; as it is when there are none.
  mutating func renamed(_ relation: Relation, _ names: [Identifier], _ place: Place) -> Relation {
    guard !names.isEmpty else { return relation }
    var result = relation
    guard names.count == relation.columns.count else {
      if !relation.isOpen {
        report(
          .differentColumnCount(
            "The number of names is \(names.count), that of columns \(relation.columns.count).",
            at: span(place)))
      }
      return .open
    }
    for (index, name) in names.enumerated() {
      result.columns[index].name = name.name
      result.columns[index].place = name.place
    }
    return result
  }

  // MARK: Bodies

  private mutating func analyze(_ body: Query.Body, orderBy: [OrderItem]) -> Relation {
    orderInfluences = ColumnSet()
    switch body {
    case .select(let select): return analyze(select, orderBy: orderBy)
    case .values(let rows): return ordered(analyze(rows), by: orderBy)
    case .query(let query): return ordered(analyze(query), by: orderBy)
    case .combined(let first, let rest): return ordered(analyze(first, rest), by: orderBy)
    case .error: return .open
    }
  }

  /// Checks an order that can only name columns of the result.
  private mutating func ordered(_ relation: Relation, by items: [OrderItem]) -> Relation {
    guard !items.isEmpty else { return relation }
    let source = Source(name: nil, path: [], relation: relation, key: key)
    scopes.append(Scope(sources: [source]))
    defer { scopes.removeLast() }
    var influences = ColumnSet()
    for item in items where !isOrdinal(item.expression, of: relation.columns.count) {
      let value = with(Context(clause: "ORDER BY")) { $0.analyze(item.expression) }
      influences.formUnion(value.direct.union(value.influences))
    }
    orderInfluences = influences
    return relation
  }

  /// Whether the expression is a number that stands for a column; reports one out of range.
  mutating func isOrdinal(_ expression: Expression, of count: Int) -> Bool {
    guard case .literal(.integer(let digits)) = expression.kind else { return false }
    if !(1...max(count, 1)).contains(Int(digits) ?? 0) {
      report(.positionOutOfRange(digits, count: count, at: span(expression.place)))
    }
    return true
  }

  private mutating func analyze(_ rows: [[Expression]]) -> Relation {
    var columns: [Relation.ColumnEntry] = []
    for row in rows {
      for (index, expression) in row.enumerated() {
        let value = with(Context(clause: "VALUES")) { $0.analyze(expression) }
        guard index < columns.count else {
          columns.append(
            .init(
              name: dialect.capabilities.valuesNames.name(at: index), value: value,
              place: expression.place))
          continue
        }
        merge(value, into: &columns[index].value, "VALUES", at: expression.place)
      }
    }
    return Relation(columns: columns)
  }

  private mutating func analyze(_ first: Query.Body, _ rest: [Query.Combination]) -> Relation {
    var relation = analyze(first, orderBy: [])
    for combination in rest {
      let other = analyze(combination.body, orderBy: [])
      relation = combined(relation, other, combination)
    }
    return relation
  }

  private mutating func combined(
    _ left: Relation, _ right: Relation, _ combination: Query.Combination
  ) -> Relation {
    if left.isOpen || right.isOpen { return .open }
    guard left.columns.count == right.columns.count else {
      report(
        .differentColumnCount(
          "The sides of \(combination.operation.name) have different numbers of columns: "
            + "\(left.columns.count) and \(right.columns.count).", at: span(combination.place)))
      return .open
    }
    var result = left
    result.influences.formUnion(right.influences)
    for index in result.columns.indices {
      let other = right.columns[index]
      let place = other.place
      merge(other.value, into: &result.columns[index].value, combination.operation.name, at: place)
    }
    return result
  }

  /// Widens `value` to a type that holds `other` too; says so when there is none.
  mutating func merge(
    _ other: Value, into value: inout Value, _ construct: String, at place: Place
  ) {
    if let type = TypeRules.common(value.type, other.type) {
      value.type = type
    } else {
      report(
        .typeClash(
          "\(construct) brings together \(value.type.text) and \(other.type.text), which have no "
            + "type in common.",
          canCast: TypeRules.canMeet(value.type, other.type), at: span(place)))
      value.type = .unknown
    }
    value.isNullable = value.isNullable || other.isNullable
    value.take(other)
  }
}

extension Query.SetOperation {
  var name: String {
    switch self {
    case .union: "UNION"
    case .intersect: "INTERSECT"
    case .except: "EXCEPT"
    }
  }
}
