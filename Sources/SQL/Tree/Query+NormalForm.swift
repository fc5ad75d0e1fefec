extension Query {
  /// The same query with the names that mean nothing outside of it put into a normal form, version 1:
  /// common tables are `cte_1`, `cte_2` and so on in the order of the text, tables of a `FROM` are
  /// `t_1`, `t_2`, and columns name their table where they did before. Two queries that differ in
  /// layout, comments and such names only have the same normal form.
  package var normalForm: Query {
    var form = NormalForm(notes: TypeNotes())
    return form.query(self)
  }

  /// The text of the normal form as `dialect` says it, for fingerprints: on one line. `notes` are those
  /// of this query. Nil where that cannot be said.
  package func normalText(in dialect: Dialect, notes: TypeNotes = TypeNotes()) -> String? {
    var form = NormalForm(notes: notes)
    let query = form.query(self)
    let printed = query.printed(for: dialect, layout: .line, notes: form.notes)
    return printed.problems.isEmpty ? printed.text : nil
  }
}

/// Renames what a query names itself, scope by scope. What keeps its meaning keeps its place, by which
/// notes find it.
private struct NormalForm {
  /// Of the query, with the names of its tables put into the normal form.
  private(set) var notes: TypeNotes

  init(notes: TypeNotes) { self.notes = notes }

  /// Common tables in force, by the names that the text gives them; innermost last.
  private var commonTables: [[String: Identifier]] = []
  /// Tables of the selects around, by the names that the text gives them; innermost last.
  private var tables: [[String: Identifier]] = []
  private var commonTableCount = 0
  private var tableCount = 0

  mutating func query(_ query: Query) -> Query {
    commonTables.append([:])
    defer { commonTables.removeLast() }
    var result = query
    result.with = query.with.map { table in
      commonTableCount += 1
      let name = Identifier("cte_\(commonTableCount)")
      // A recursive one names itself.
      if query.isRecursive { commonTables[commonTables.count - 1][table.name.name] = name }
      let inner = self.query(table.query)
      commonTables[commonTables.count - 1][table.name.name] = name
      return CommonTable(name, columns: table.columns, inner)
    }
    result.body = body(query.body) { form in
      result.orderBy = query.orderBy.map { form.order($0) }
    }
    result.limit = query.limit.map { expression($0) }
    result.offset = query.offset.map { expression($0) }
    return result
  }

  /// `inScope` is called where the tables of the body are known, if it is a plain select.
  private mutating func body(
    _ body: Query.Body, inScope: (inout NormalForm) -> Void = { _ in }
  ) -> Query.Body {
    switch body {
    case .select(let select):
      tables.append([:])
      defer { tables.removeLast() }
      let result = self.select(select)
      inScope(&self)
      return .select(result)
    case .values(let rows):
      inScope(&self)
      return .values(rows.map { $0.map { expression($0) } })
    case .query(let inner):
      inScope(&self)
      return .query(query(inner))
    case .combined(let first, let rest):
      inScope(&self)
      return .combined(
        first: self.body(first),
        rest: rest.map {
          .init(
            $0.operation, keepsDuplicates: $0.keepsDuplicates, self.body($0.body), at: $0.place)
        })
    case .error: return .error
    }
  }

  private mutating func select(_ select: Select) -> Select {
    var result = select
    result.hints = []
    result.from = select.from.map { reference($0) }
    result.items = select.items.map { item($0) }
    result.distinctOn = select.distinctOn.map { expression($0) }
    result.condition = select.condition.map { expression($0) }
    result.groupBy = grouping(select.groupBy)
    result.having = select.having.map { expression($0) }
    result.qualify = select.qualify.map { expression($0) }
    return result
  }

  private mutating func item(_ item: SelectItem) -> SelectItem {
    switch item {
    case .expression(let value, let alias):
      // `a` and `a AS a` are the same column.
      if alias == nil, case .column(_, let name) = value.kind {
        return .expression(expression(value), alias: Identifier(name.name))
      }
      return .expression(expression(value), alias: alias)
    case .star(let star):
      let columns = notes.columns(ofStarAt: star.place)?.map {
        TypeNotes.ColumnReference(
          qualifier: $0.qualifier.map { table($0)?.name ?? $0 }, name: $0.name)
      }
      if let columns { notes.record(columns, ofStarAt: star.place) }
      return .star(
        Star(
          qualifier: qualifier(star.qualifier), except: star.except,
          replacements: star.replacements.map { .init(expression($0.value), as: $0.name) },
          at: star.place))
    }
  }

  private mutating func grouping(_ grouping: Select.Grouping) -> Select.Grouping {
    switch grouping {
    case .none, .all: return grouping
    case .expressions(let expressions): return .expressions(expressions.map { expression($0) })
    case .sets(let elements):
      return .sets(
        elements.map { element in
          switch element {
          case .plain(let expressions): .plain(expressions.map { expression($0) })
          case .rollup(let lists): .rollup(lists.map { $0.map { expression($0) } })
          case .cube(let lists): .cube(lists.map { $0.map { expression($0) } })
          case .sets(let lists): .sets(lists.map { $0.map { expression($0) } })
          }
        })
    }
  }

  // MARK: Tables

  private mutating func reference(_ reference: TableReference) -> TableReference {
    var result = TableReference(source(reference.first))
    for join in reference.joins {
      let source = source(join.source)
      let condition: Join.Condition =
        if case .on(let condition) = join.condition { .on(expression(condition)) } else {
          join.condition
        }
      result.joins.append(Join(join.kind, source, condition, at: join.place))
    }
    return result
  }

  private mutating func source(_ source: TableSource) -> TableSource {
    var kind = source.kind
    var written = source.alias?.name
    switch source.kind {
    case .table(let name):
      if written == nil { written = name.name }
      if name.parts.count == 1, let common = commonTable(name.name) {
        kind = .table(TableName([common]))
      }
    case .query(let inner, let isLateral):
      let outer = tables
      if !isLateral { tables.removeLast() }
      kind = .query(query(inner), isLateral: isLateral)
      tables = outer
    case .joined(let inner):
      return TableSource(.joined(reference(inner)), at: source.place)
    case .unnest(let lists, let ordinality):
      kind = .unnest(lists.map { expression($0) }, ordinality)
    case .function(let call):
      let value = expression(Expression(.call(call), at: source.place))
      if case .call(let call) = value.kind { kind = .function(call) }
    case .pivot(let inner, let pivot): kind = .pivot(self.source(inner), pivot)
    case .error: break
    }
    tableCount += 1
    let name = Identifier("t_\(tableCount)")
    if let written { tables[tables.count - 1][written] = name }
    return TableSource(
      kind, alias: name, columnAliases: source.columnAliases, at: source.place)
  }

  private func commonTable(_ name: String) -> Identifier? {
    for scope in commonTables.reversed() {
      if let found = scope[name] { return found }
    }
    return nil
  }

  private func table(_ name: String) -> Identifier? {
    for scope in tables.reversed() {
      if let found = scope[name] { return found }
    }
    return nil
  }

  /// The table's name in the normal form, for `t.a` and for `schema.t.a`; other qualifiers, as of
  /// fields, stay.
  private func qualifier(_ parts: [Identifier]) -> [Identifier] {
    guard let last = parts.last, let name = table(last.name) else { return parts }
    return [name]
  }

  // MARK: Expressions

  private mutating func order(_ item: OrderItem) -> OrderItem {
    OrderItem(expression(item.expression), item.direction, nulls: item.nulls)
  }

  private mutating func expression(_ expression: Expression) -> Expression {
    var form = self
    let result = expression.rewritten { part in
      switch part.kind {
      case .column(let parts, let name) where !parts.isEmpty:
        return Expression(.column(qualifier: form.qualifier(parts), name: name), at: part.place)
      case .subquery(let query): return Expression(.subquery(form.query(query)), at: part.place)
      case .exists(let query): return Expression(.exists(form.query(query)), at: part.place)
      case .inQuery(let operand, let query, let isNegated):
        return Expression(
          .inQuery(form.expression(operand), form.query(query), isNegated: isNegated),
          at: part.place)
      case .quantified(let binary, let operand, let query, let holdsForAll):
        return Expression(
          .quantified(
            binary, form.expression(operand), form.query(query), holdsForAll: holdsForAll),
          at: part.place)
      default: return nil
      }
    }
    self = form
    return result
  }
}
