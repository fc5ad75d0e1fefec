extension Query {
  /// The query without the columns of its result that `keeps` does not want, and without the columns
  /// of its common tables and subqueries that nothing needs then. Nil when a column cannot be left
  /// out without changing the rows, as in `SELECT DISTINCT` or a set operation.
  ///
  /// What is left has the same rows and, in the columns that are kept, the same values.
  package func keepingColumns(_ keeps: (String) -> Bool) -> Query? {
    var result = self
    guard let body = body.keepingColumns(keeps) else { return nil }
    // `ORDER BY 2` counts columns.
    if body != self.body, orderBy.contains(where: { $0.expression.isWholeNumber }) { return nil }
    result.body = body
    return result.withoutUnusedColumns
  }

  /// The same with the columns of a plain select in the order of their names, which nobody who reads
  /// the result by name can tell; unchanged where something counts the columns.
  package var sortedByColumnName: Query {
    guard case .select(var select) = body, select.items.allSatisfy({ $0.name != nil }),
      !select.namesColumnsByPlace, !orderBy.contains(where: { $0.expression.isWholeNumber })
    else { return self }
    select.items.sort { ($0.name ?? "") < ($1.name ?? "") }
    var result = self
    result.body = .select(select)
    return result
  }

  /// The query without columns of common tables and subqueries that nothing uses, and without common
  /// tables that nothing reads.
  private var withoutUnusedColumns: Query {
    var result = self
    var used = UsedNames()
    used.add(self, includingCommonTables: false)
    for index in with.indices.reversed() {
      let table = with[index]
      guard used.tables.contains(table.name.name) else {
        result.with.remove(at: index)
        continue
      }
      if !used.hasStar, table.columns.isEmpty, !isRecursive {
        let pruned = table.query.keepingColumns { used.columns.contains($0) } ?? table.query
        result.with[index] = CommonTable(table.name, pruned.sortedByColumnName)
      }
      used.add(result.with[index].query, includingCommonTables: true)
    }
    return result
  }
}

extension Query {
  /// The names of all tables in it, in subqueries too, each as its parts; those of its common tables are
  /// among them.
  package var tableNames: Set<[String]> {
    var used = UsedNames()
    used.add(self, includingCommonTables: true)
    return used.paths
  }
}

extension Query.Body {
  fileprivate func keepingColumns(_ keeps: (String) -> Bool) -> Query.Body? {
    guard case .select(var select) = self, !select.isDistinct, select.distinctOn.isEmpty else {
      return nil
    }
    if case .all = select.groupBy { return nil }
    let items = select.items.filter { item in
      guard case .expression(_, _) = item, let name = item.name else { return true }
      return keeps(name)
    }
    // `GROUP BY 2` counts columns.
    if items.count != select.items.count, select.namesColumnsByPlace { return nil }
    select.items = items
    return .select(select)
  }
}

extension Select {
  fileprivate var namesColumnsByPlace: Bool {
    guard case .expressions(let expressions) = groupBy else { return false }
    return expressions.contains(where: \.isWholeNumber)
  }
}

extension Expression {
  fileprivate var isWholeNumber: Bool {
    if case .literal(.integer) = kind { return true }
    return false
  }
}

extension SelectItem {
  /// The name of the column that it gives; nil for stars and nameless expressions.
  package var name: String? {
    guard case .expression(let expression, let alias) = self else { return nil }
    if let alias { return alias.name }
    guard case .column(_, let name) = expression.kind else { return nil }
    return name.name
  }
}

/// Names that a query uses, of columns and of tables, whatever they turn out to mean.
private struct UsedNames {
  var columns: Set<String> = []
  var tables: Set<String> = []
  var paths: Set<[String]> = []
  /// Whether a star may use any column.
  var hasStar = false

  mutating func add(_ query: Query, includingCommonTables: Bool) {
    if includingCommonTables {
      for table in query.with { add(table.query, includingCommonTables: true) }
    }
    add(query.body)
    for item in query.orderBy { add(item.expression) }
    for count in [query.limit, query.offset] { if let count { add(count) } }
  }

  private mutating func add(_ body: Query.Body) {
    switch body {
    case .select(let select): add(select)
    case .values(let rows): for row in rows { addAll(row) }
    case .query(let query): add(query, includingCommonTables: true)
    case .combined(let first, let rest):
      add(first)
      for combination in rest { add(combination.body) }
    case .error: break
    }
  }

  private mutating func add(_ select: Select) {
    for item in select.items {
      switch item {
      case .expression(let expression, _): add(expression)
      case .star(let star):
        hasStar = true
        for replacement in star.replacements { add(replacement.value) }
      }
    }
    for reference in select.from { add(reference) }
    switch select.groupBy {
    case .none, .all: break
    case .expressions(let expressions): addAll(expressions)
    case .sets(let elements): addAll(elements.flatMap(\.expressions))
    }
    for expression in [select.condition, select.having, select.qualify] {
      if let expression { add(expression) }
    }
    addAll(select.distinctOn)
  }

  private mutating func add(_ reference: TableReference) {
    add(reference.first)
    for join in reference.joins {
      add(join.source)
      switch join.condition {
      case .none: break
      case .on(let condition): add(condition)
      case .using(let names): columns.formUnion(names.map(\.name))
      case .natural: hasStar = true
      }
    }
  }

  private mutating func add(_ source: TableSource) {
    switch source.kind {
    case .table(let name):
      tables.insert(name.name)
      paths.insert(name.parts.map(\.name))
    case .query(let query, _): add(query, includingCommonTables: true)
    case .joined(let reference): add(reference)
    case .unnest(let lists, _): addAll(lists)
    case .function(let call): add(Expression(.call(call)))
    case .pivot(let inner, _):
      add(inner)
      hasStar = true
    case .error: break
    }
    if !source.columnAliases.isEmpty { hasStar = true }
  }

  private mutating func addAll(_ expressions: [Expression]) {
    for expression in expressions { add(expression) }
  }

  private mutating func add(_ expression: Expression) {
    switch expression.kind {
    case .column(let qualifier, let name):
      columns.insert(name.name)
      // `a.b` may be the field of a column.
      columns.formUnion(qualifier.map(\.name))
    case .subquery(let query), .exists(let query): add(query, includingCommonTables: true)
    case .inQuery(_, let query, _), .quantified(_, _, let query, _):
      add(query, includingCommonTables: true)
    default: break
    }
    expression.visitOperands { add($0) }
  }
}
