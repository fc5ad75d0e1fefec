internal import Catalog
internal import Diagnostics
internal import SQL

// Rows, lists, structures, and the functions that go through them.
extension Analyzer {
  mutating func analyzeComposite(_ expression: Expression) -> Value {
    switch expression.kind {
    case .quantified(_, let operand, let query, _):
      return membership(operand, query, "ANY or ALL", expression.place)
    case .row(let values): return row(values)
    case .array(let elements): return list(of: elements, at: expression.place)
    case .structure(let fields): return structure(fields, expression)
    case .element(let operand, let index, _): return element(of: operand, index)
    case .field(let operand, let name): return field(name, of: operand)
    case .lambda:
      report(.misplacedLambda(at: span(expression.place)))
      return .unknown
    case .atTimeZone(let operand, let zone): return clock(of: operand, in: zone)
    default: preconditionFailure("no composite expression: \(expression)")
    }
  }

  private mutating func row(_ values: [Expression]) -> Value {
    let analyzed = values.map { analyze($0) }
    return Value(.row(analyzed.map(\.type)), from: analyzed)
  }

  private mutating func list(of elements: [Expression], at place: Place) -> Value {
    var element = Value(type: .null, isNullable: false)
    for expression in elements {
      merge(analyze(expression), into: &element, "A list", at: expression.place)
    }
    var result = element
    result.type = element.type.data.map { .data(.list($0)) } ?? .unknown
    result.isNullable = false
    return result
  }

  private mutating func structure(_ fields: [StructureField], _ whole: Expression) -> Value {
    let values = fields.map { analyze($0.value) }
    var result = Value(.unknown, from: values)
    result.isNullable = false
    let types = values.compactMap(\.type.data)
    guard types.count == fields.count else { return result }
    let named = zip(fields, types).enumerated().map { position, field in
      DataType.Field(field.0.name?.name ?? "col\(position + 1)", field.1)
    }
    notes.record(.structure(named), of: whole)
    result.type = .data(.structure(named))
    return result
  }

  private mutating func element(of operand: Expression, _ index: Expression) -> Value {
    let value = analyze(operand)
    let key = analyze(index)
    var result = Value(.unknown, from: [value, key])
    result.isNullable = true
    guard let type = value.type.data else { return result }
    notes.record(type, of: operand)
    switch type {
    case .list(let element):
      result.type = .data(element)
      requireInteger(key, of: index)
    case .map(let keyType, let element):
      result.type = .data(element)
      checkComparable(.data(keyType), key.type, "The key of a map", at: index.place)
    case .json: result.type = .data(.json)
    default:
      report(
        .wrongType(
          "Only lists and maps have elements, but this is \(type).",
          at: span(operand.place)))
    }
    return result
  }

  private mutating func requireInteger(_ value: Value, of expression: Expression) {
    guard let type = value.type.data, !type.isInteger else { return }
    report(
      .wrongType(
        "The place of an element is a whole number, but this is \(type).",
        at: span(expression.place)))
  }

  private mutating func field(_ name: Identifier, of operand: Expression) -> Value {
    fieldValue(name, of: analyze(operand), at: operand.place)
  }

  /// The field of a structure's value.
  mutating func fieldValue(_ name: Identifier, of value: Value, at place: Place) -> Value {
    var result = Value(.unknown, from: [value])
    result.isNullable = true
    guard let type = value.type.data else { return result }
    guard case .structure(let fields) = type else {
      if type == .json {
        result.type = .data(.json)
        return result
      }
      report(.wrongType("Only structures have fields, but this is \(type).", at: span(place)))
      return result
    }
    guard let field = fields.first(where: { key($0.name) == key(name.name) }) else {
      report(
        .unknownColumn(
          name.name, in: "this structure",
          similar: nearMatch(name.name, among: fields.map(\.name)),
          known: fields.map(\.name), at: span(name.place)))
      return result
    }
    result.type = .data(field.type)
    return result
  }

  private mutating func clock(of operand: Expression, in zone: Expression) -> Value {
    let value = temporal(operand, of: "AT TIME ZONE")
    let zoneValue = text(zone, of: "AT TIME ZONE")
    var result = Value(.unknown, from: [value, zoneValue])
    guard let type = value.type.data else { return result }
    notes.record(type, of: operand)
    result.type = .data(type == .timestamptz ? .timestamp : .timestamptz)
    return result
  }

  // MARK: Lambdas

  /// The value of a function's body where its parameters are of these types; reports a wrong number.
  mutating func analyze(lambda expression: Expression, of types: [ValueType], _ function: String)
    -> Value
  {
    guard case .lambda(let names, let body) = expression.kind else {
      report(
        .wrongType(
          "\(function) needs a function such as x -> x + 1 here.", at: span(expression.place)))
      return .unknown
    }
    guard names.count <= types.count, !names.isEmpty else {
      report(
        .wrongType(
          "\(function) gives its function \(types.count) value\(types.count == 1 ? "" : "s"), "
            + "but this one takes \(names.count).", at: span(expression.place)))
      return .unknown
    }
    let columns = zip(names, types).map { name, type in
      Relation.ColumnEntry(
        name: name.name, value: Value(type: type, isNullable: true), place: name.place)
    }
    scopes.append(
      Scope(sources: [
        Source(name: nil, path: [], relation: Relation(columns: columns), key: key)
      ]))
    defer { scopes.removeLast() }
    var inner = context
    inner.grouping = nil
    return with(inner) { $0.analyze(body) }
  }

  // MARK: Rows from lists

  /// The columns that the elements of `lists` make, or the entries of one map.
  mutating func elements(
    of lists: [Expression], _ ordinality: TableSource.Ordinality, at place: Place
  ) -> Relation {
    var relation = Relation()
    for list in lists {
      let value = with(Context(clause: "UNNEST")) { $0.analyze(list) }
      if case .data(.map(let key, let item)) = value.type, lists.count == 1, ordinality == .none {
        notes.record(.map(key: key, value: item), of: list)
        return entries(of: value, key, item, at: list.place)
      }
      var element = value
      element.isNullable = true
      switch value.type {
      case .data(.list(let type)): element.type = .data(type)
      case .unknown, .null: element.type = .unknown
      default:
        element.type = .unknown
        report(
          .wrongType(
            "Only lists and maps can be taken apart into rows, but this is \(value.type.text).",
            at: span(list.place)))
      }
      relation.influences.formUnion(value.direct.union(value.influences))
      relation.columns.append(.init(name: "col", value: element, place: list.place))
    }
    let number = Relation.ColumnEntry(
      name: ordinality == .first ? "pos" : "ordinality",
      value: Value(ordinality == .first ? .int : .long), place: place)
    switch ordinality {
    case .none: break
    case .first: relation.columns.insert(number, at: 0)
    case .last: relation.columns.append(number)
    }
    return relation
  }

  private func entries(of map: Value, _ key: DataType, _ item: DataType, at place: Place)
    -> Relation
  {
    var relation = Relation()
    relation.influences = map.direct.union(map.influences)
    for (name, type, isNullable) in [("key", key, false), ("value", item, true)] {
      var value = map
      value.type = .data(type)
      value.isNullable = isNullable
      relation.columns.append(.init(name: name, value: value, place: place))
    }
    return relation
  }

  /// The rows of a function in a `FROM`.
  mutating func rows(of call: FunctionCall, at place: Place) -> Relation {
    for argument in call.arguments {
      let value = with(Context(clause: "a function of rows")) { $0.analyze(argument) }
      requireInteger(value, of: argument)
    }
    guard call.name.name == "range", (1...3).contains(call.arguments.count) else {
      report(
        .unknownFunction(
          call.name.name, similar: nearMatch(call.name.name, among: ["range", "unnest"]),
          at: span(call.name.place)))
      return .open
    }
    return Relation(columns: [.init(name: "id", value: Value(.long), place: place)])
  }

  // MARK: Pivot

  /// The columns of a turned table: those that neither an aggregate nor the turned column uses, and
  /// one for each value and aggregate.
  mutating func turned(_ source: TableSource, _ pivot: Pivot, at place: Place) -> Relation {
    scopes.append(Scope())
    defer { scopes.removeLast() }
    let level = scopes.count - 1
    var relation = Relation()
    relation.influences = resolve([TableReference(source)])
    var used: Set<String> = []
    var context = Context(clause: "PIVOT", allowsAggregates: true)
    let column = with(context) { $0.analyze(pivot.column) }
    pivot.column.visitColumnNames { used.insert(key($0)) }
    relation.influences.formUnion(column.direct.union(column.influences))
    var aggregates: [Value] = []
    for aggregate in pivot.aggregates {
      context.grouping = Grouping(depth: level)
      var value = with(context) { $0.analyze(aggregate.call) }
      value.isNullable = true
      value.takeInfluence(column)
      aggregates.append(value)
      aggregate.call.visitColumnNames { used.insert(key($0)) }
    }
    for value in pivot.values {
      let constant = with(Context(clause: "PIVOT")) { $0.analyze(value.value) }
      checkComparable(column.type, constant.type, "PIVOT", at: value.value.place)
    }
    var groups: [String] = []
    for source in scopes[level].sources {
      if source.relation.isOpen { relation.isOpen = true }
      for column in source.relation.columns where !used.contains(key(column.name)) {
        groups.append(column.name)
        relation.columns.append(column)
        relation.influences.formUnion(column.value.direct)
      }
    }
    notes.record(groups: groups, ofPivotAt: place)
    for value in pivot.values {
      for (aggregate, analyzed) in zip(pivot.aggregates, aggregates) {
        relation.columns.append(
          .init(
            name: pivot.columnName(of: value, aggregate), value: analyzed, place: value.value.place)
        )
      }
    }
    return relation
  }
}

extension Expression {
  /// Calls `body` with the name of each column in the expression, outside of subqueries.
  fileprivate func visitColumnNames(_ body: (String) -> Void) {
    if case .column(_, let name) = kind { return body(name.name) }
    visitOperands { $0.visitColumnNames(body) }
  }
}
