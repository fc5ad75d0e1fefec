internal import Catalog
internal import Diagnostics
internal import SQL

extension Analyzer {
  mutating func analyze(_ expression: Expression) -> Value {
    if let grouping = context.grouping, !context.isInsideAggregate,
      grouping.expressions.contains(expression)
    {
      var inner = context
      inner.grouping = nil
      var value = with(inner) { $0.analyzeKind(expression) }
      if grouping.areNullable { value.isNullable = true }
      return value
    }
    return analyzeKind(expression)
  }

  private mutating func analyzeKind(_ expression: Expression) -> Value {
    switch expression.kind {
    case .literal(let literal): return value(of: literal)
    case .column(let qualifier, let name):
      return resolveColumn(qualifier, name, at: expression.place)
    case .unary(let unary, let operand): return analyze(unary, operand)
    case .binary(let binary, let left, let right):
      return analyze(binary, left, right, whole: expression)
    case .chain(.concatenate, let operands): return concatenation(operands)
    case .chain(let chain, let operands):
      let word = chain == .and ? "AND" : "OR"
      return predicate(operands.map { analyzeCondition($0, in: word) })
    case .isNull(let operand, _):
      var value = predicate([analyze(operand)])
      value.isNullable = false
      return value
    case .isBoolean(let operand, _, _):
      var value = predicate([analyzeCondition(operand, in: "IS TRUE or IS FALSE")])
      value.isNullable = false
      return value
    case .between(let operand, let low, let high, _):
      return compare(operand, [low, high], "BETWEEN")
    case .inList(let operand, let list, _): return compare(operand, list, "IN")
    case .inQuery(let operand, let query, _):
      return membership(operand, query, "IN", expression.place)
    case .like(let operand, _, let pattern, let escape, _):
      return predicate(
        ([operand, pattern] + [escape].compactMap { $0 }).map { text($0, of: "LIKE") })
    case .conditional(let operand, let branches, let otherwise):
      return conditional(operand, branches, otherwise)
    case .cast(let operand, let type, let rules): return cast(operand, type, rules, expression)
    case .extract(let part, let operand): return extract(part, operand)
    case .call(let call): return analyze(call, at: expression.place)
    case .subquery(let query): return scalar(query, at: expression.place)
    case .exists(let query):
      var value = Value(.boolean)
      value.takeInfluence(rows(of: query))
      return value
    case .quantified, .row, .array, .structure, .element, .field, .lambda, .atTimeZone:
      return analyzeComposite(expression)
    case .error: return .unknown
    }
  }

  private func value(of literal: Literal) -> Value {
    switch literal {
    case .null: Value(type: .null, isNullable: true)
    case .boolean: Value(.boolean)
    case .integer(let digits): Value(TypeRules.integer(digits))
    case .decimal(let digits): Value(TypeRules.decimal(digits))
    case .double: Value(.double)
    case .string: Value(.string)
    case .date: Value(.date)
    case .time: Value(.time)
    case .timestamp: Value(.timestamp)
    case .timestamptz: Value(.timestamptz)
    case .binary: Value(.binary)
    case .interval: Value(type: .interval, isNullable: false)
    }
  }

  private func predicate(_ operands: [Value]) -> Value { Value(.data(.boolean), from: operands) }

  // MARK: Conditions

  mutating func analyzeCondition(_ expression: Expression, in clause: String) -> Value {
    let value = analyze(expression)
    requireBoolean(value, of: expression, in: clause)
    return value
  }

  mutating func requireBoolean(_ value: Value, of expression: Expression, in clause: String) {
    if value.type.agreesWithAll || value.type == .data(.boolean) { return }
    report(
      .notACondition(clause: clause, type: value.type.text, at: span(expression.place)))
  }

  mutating func membership(
    _ operand: Expression, _ query: Query, _ construct: String, _ place: Place
  ) -> Value {
    let left = analyze(operand)
    let relation = subqueryRelation(query)
    var result = predicate([left])
    var others: [Value] = []
    if case .row(let types) = left.type {
      guard !relation.isOpen else { return result }
      others = relation.columns.map(\.value)
      checkComparable(
        .row(types), .row(others.map(\.type)), construct, at: place)
    } else {
      guard let column = onlyColumn(of: relation, at: place) else { return result }
      others = [column]
      checkComparable(left.type, column.type, construct, at: place)
    }
    for other in others {
      result.takeInfluence(other)
      result.isNullable = result.isNullable || other.isNullable
    }
    result.influences.formUnion(relation.influences)
    return result
  }

  private mutating func scalar(_ query: Query, at place: Place) -> Value {
    let relation = subqueryRelation(query)
    guard var value = onlyColumn(of: relation, at: place) else { return .unknown }
    value.isNullable = true
    value.influences.formUnion(relation.influences)
    return value
  }

  private mutating func rows(of query: Query) -> Value {
    let relation = subqueryRelation(query)
    var value = Value.unknown
    value.influences = relation.influences
    return value
  }

  /// A subquery of an expression sees the tables around it.
  private mutating func subqueryRelation(_ query: Query) -> Relation {
    var inner = Context()
    if !context.isInsideAggregate { inner.grouping = context.grouping }
    let outerInfluences = orderInfluences
    defer { orderInfluences = outerInfluences }
    return with(inner) { $0.analyze(query) }
  }

  private mutating func onlyColumn(of relation: Relation, at place: Place) -> Value? {
    if relation.isOpen { return nil }
    if relation.columns.count == 1 { return relation.columns[0].value }
    report(
      .differentColumnCount(
        "A subquery that stands for a value gives one column, but this one gives "
          + "\(relation.columns.count).", at: span(place)))
    return nil
  }

  // MARK: Constructs

  private mutating func conditional(
    _ operand: Expression?, _ branches: [Expression.Branch], _ otherwise: Expression?
  ) -> Value {
    var result = Value(type: .null, isNullable: otherwise == nil)
    for branch in branches {
      let condition =
        operand.map { compare($0, [branch.condition], "CASE") }
        ?? analyzeCondition(branch.condition, in: "WHEN")
      result.takeInfluence(condition)
    }
    for expression in branches.map(\.result) + [otherwise].compactMap({ $0 }) {
      merge(analyze(expression), into: &result, "CASE", at: expression.place)
    }
    return result
  }

  private mutating func cast(
    _ operand: Expression, _ type: DataType?, _ rules: CastRules, _ whole: Expression
  ) -> Value {
    let value = analyze(operand)
    guard let type, !type.isNative else { return Value(.unknown, from: [value]) }
    if let from = value.type.data {
      notes.record(from, of: operand)
      noteText(of: operand, from, to: type)
      if !TypeRules.canCast(from, to: type) {
        report(.impossibleCast(from: "\(from)", to: "\(type)", at: span(whole.place)))
      }
    }
    var result = Value(.data(type), from: [value])
    if rules.isTrying { result.isNullable = true }
    return result
  }

  private mutating func extract(_ part: DatePart, _ operand: Expression) -> Value {
    let value = temporal(operand, of: "EXTRACT")
    let hasFraction = part == .second || part == .epoch
    // Seconds of a minute, or of all time.
    let type: DataType =
      hasFraction ? .decimal(precision: part == .second ? 8 : 18, scale: 6) : .int
    return Value(.data(type), from: [value])
  }
}
