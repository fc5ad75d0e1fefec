internal import Analysis
internal import Catalog
package import Diagnostics
internal import SQL
package import Spec

/// Checks an aggregate and turns it into a table and a load. Its fact has been lowered before. Reports
/// what is wrong with the SQL, WR0254, WR0255, WR0259, WR0262, WR0263, WR0265 and WR0451 to WR0453; nil
/// when something was reported.
package func lower(_ spec: AggregateSpec, in context: StarContext, sink: inout DiagnosticSink)
  -> LoweredStar?
{
  var rules = AggregateRules(spec: spec, context: context)
  let star = rules.lowered()
  sink.absorb(rules.sink)
  return rules.sink.hasErrors || spec.header.isIncomplete ? nil : star
}

private struct AggregateRules {
  let spec: AggregateSpec
  let context: StarContext
  /// What specs write the warehouse's SQL in.
  let authoring = Dialect.redshift
  var sink = DiagnosticSink()

  mutating func lowered() -> LoweredStar? {
    guard let lowering = StarLowering(context, at: spec.header.span, sink: &sink) else {
      return nil
    }
    guard let (table, fact) = fact() else { return nil }
    checkNames()
    let by = spec.by.compactMap { grouping($0, table) }
    let measures = spec.measures.compactMap { measure($0, table, fact) }
    return lowering.lower(
      AggregateModel(
        address: spec.address, fact: fact.address, by: by, measures: measures,
        comment: spec.header.doc?.value))
  }

  private mutating func fact() -> (WarehouseTable, FactModel)? {
    let name = spec.from
    let address = TableAddress(.warehouse, name.value.qualifier ?? "", name.value.last)
    if name.value.side != .lake, let star = context.stars[address],
      case .fact(let model) = star.shape
    {
      return (star.table, model)
    }
    if name.value.side == .lake || !context.unreadable.contains(address) {
      let facts = context.stars.values.compactMap { star in
        if case .fact(let model) = star.shape { model.address.dotted } else { nil }
      }
      sink.report(
        .unknownFact(
          "\(name.value)", at: name.span,
          similar: nearMatch(name.value.text, among: facts.sorted())))
    }
    return nil
  }

  private mutating func checkNames() {
    var names = NameRegister(spec.address, reserved: [])
    for name in spec.by.map(\.name) + spec.measures.map(\.name) {
      names.take(name.value, at: name.span, sink: &sink)
    }
  }

  // MARK: Columns

  private mutating func grouping(_ grouping: GroupingSpec, _ table: WarehouseTable)
    -> AggregateModel.Item?
  {
    guard let sql = grouping.sql else { return plain(grouping, table) }
    guard let type = grouping.type else { return nil }
    let expression = parseExpression(sql.text, dialect: authoring, sink: &sink)
    return item(
      grouping.name.value, type, grouping.doc?.value, expression, sql, table, isMeasure: false)
  }

  /// A column of the fact, under its own name.
  private mutating func plain(_ grouping: GroupingSpec, _ table: WarehouseTable)
    -> AggregateModel.Item?
  {
    let name = grouping.name
    guard let column = table.columns.first(where: { $0.name == name.value }) else {
      sink.report(
        .unknownFactColumn(
          name.value, in: table.address, at: name.span,
          similar: nearMatch(name.value, among: table.columns.map(\.name))))
      return nil
    }
    let type = grouping.type ?? Spanned(column.type, at: name.span)
    guard fits(name.value, type, column.type) else { return nil }
    return AggregateModel.Item(
      Column(
        name.value, type.value, isRequired: column.isRequired,
        comment: grouping.doc?.value ?? column.comment),
      expression: context.warehouse.quoted(name.value), type: column.type, reads: [name.value])
  }

  private mutating func measure(
    _ measure: AggregateMeasureSpec, _ table: WarehouseTable, _ fact: FactModel
  ) -> AggregateModel.Item? {
    let expression = parseExpression(measure.sql.text, dialect: authoring, sink: &sink)
    checkColumns(expression, in: measure.sql)
    checkSums(expression, in: measure.sql, of: fact)
    return item(
      measure.name.value, measure.type, measure.doc?.value, expression, measure.sql, table,
      isMeasure: true)
  }

  private mutating func item(
    _ name: String, _ type: Spanned<DataType>, _ comment: String?, _ expression: Expression,
    _ sql: SQLSpec, _ table: WarehouseTable, isMeasure: Bool
  ) -> AggregateModel.Item? {
    let analyzed = analyzeExpression(
      expression, in: sql.text, over: DeclaredTable(address: table.address, columns: table.columns),
      dialect: authoring, allowsAggregates: isMeasure, sink: &sink)
    let printed = expression.printed(for: context.warehouse, notes: analyzed.notes)
    printed.report(in: sql.text, into: &sink)
    if let given = analyzed.type, !fits(name, type, given) { return nil }
    var countsRows = false
    if case .call(let call) = expression.kind, call.name.name == "count" {
      countsRows = call.hasStar && call.filter == nil && call.window == nil
    }
    return AggregateModel.Item(
      Column(name, type.value, isRequired: false, comment: comment), expression: printed.text,
      type: analyzed.type, reads: analyzed.columns.map(\.name), countsRows: countsRows)
  }

  private mutating func fits(_ name: String, _ type: Spanned<DataType>, _ given: DataType) -> Bool {
    guard context.warehouse.typeName(type.value) != nil, !type.value.isNested else {
      sink.report(
        .typeNotInWarehouse(name, type.value, warehouse: context.warehouse.title, at: type.span))
      return false
    }
    guard type.value.accepts(given) else {
      sink.report(.aggregateTypeClash(name, type.value, given: given, at: type.span))
      return false
    }
    return true
  }

  // MARK: Measures

  /// Every column outside of aggregate functions is one that the aggregate groups by.
  private mutating func checkColumns(_ expression: Expression, in sql: SQLSpec) {
    let grouped = Set(spec.by.filter { $0.sql == nil }.map(\.name.value))
    var found: [Identifier] = []
    expression.walk { part, isInAggregate in
      if case .column(_, let name) = part.kind, !isInAggregate, !grouped.contains(name.name) {
        found.append(name)
      }
      return true
    }
    for name in found {
      sink.report(.columnOutsideAggregate(name.name, at: sql.text.span(of: name.place)))
    }
  }

  /// Sums only what is additive over what the aggregate leaves out.
  private mutating func checkSums(_ expression: Expression, in sql: SQLSpec, of fact: FactModel) {
    var summed: [Identifier] = []
    expression.walk { part, _ in
      guard case .call(let call) = part.kind, call.name.name == "sum" else { return true }
      for argument in call.arguments {
        argument.walk { part, _ in
          if case .column(_, let name) = part.kind { summed.append(name) }
          return true
        }
      }
      return false
    }
    for name in summed {
      guard let measure = fact.measures.first(where: { $0.column.name == name.name }) else {
        continue
      }
      check(measure, summedAt: sql.text.span(of: name.place), of: fact)
    }
  }

  private mutating func check(
    _ measure: FactModel.Measure, summedAt span: SourceSpan, of fact: FactModel
  ) {
    let name = measure.column.name
    switch measure.additivity {
    case .additive: break
    case .nonAdditive: sink.report(.nonAdditiveSum(name, of: fact.address, at: span))
    case .semiAdditive(let roles):
      for role in roles where !keepsApart(role, of: fact) {
        sink.report(.semiAdditiveSum(name, of: fact.address, over: role, at: span))
      }
    }
  }

  /// Whether the aggregate has a row for each member of the role: it groups by the role's key, or by
  /// the columns that name the member.
  private func keepsApart(_ role: String, of fact: FactModel) -> Bool {
    guard let use = fact.uses.first(where: { $0.role == role }) else { return true }
    let grouped = Set(spec.by.filter { $0.sql == nil }.map(\.name.value))
    if grouped.contains(use.keyColumn) { return true }
    let sources = Set(fact.degenerate.filter { grouped.contains($0.name) }.map(\.sourceName))
    return use.parts.allSatisfy { sources.contains($0.name) }
  }
}
