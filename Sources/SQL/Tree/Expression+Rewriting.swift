extension Expression {
  /// The expression with parts replaced: where `replacement` gives something, that stands instead;
  /// elsewhere the operands are rewritten in turn. Subqueries are left as they are.
  package func rewritten(_ replacement: (Expression) -> Expression?) -> Expression {
    if let replaced = replacement(self) { return replaced }
    guard let kind = kind.rewritten({ $0.rewritten(replacement) }) else { return self }
    return Expression(kind, at: place)
  }
}

extension Expression.Kind {
  /// The same with each operand put through `transform`; nil when there are no operands.
  fileprivate func rewritten(_ transform: (Expression) -> Expression) -> Self? {
    switch self {
    case .literal, .column, .subquery, .exists, .error: nil
    case .unary(let unary, let operand): .unary(unary, transform(operand))
    case .binary(let binary, let left, let right):
      .binary(binary, transform(left), transform(right))
    case .chain(let chain, let operands):
      Expression.chain(chain, operands.map(transform)).kind
    case .isNull(let operand, let isNegated): .isNull(transform(operand), isNegated: isNegated)
    case .isBoolean(let operand, let value, let isNegated):
      .isBoolean(transform(operand), value, isNegated: isNegated)
    case .between(let operand, let low, let high, let isNegated):
      .between(
        transform(operand), low: transform(low), high: transform(high), isNegated: isNegated)
    case .inList(let operand, let list, let isNegated):
      .inList(transform(operand), list.map(transform), isNegated: isNegated)
    case .inQuery(let operand, let query, let isNegated):
      .inQuery(transform(operand), query, isNegated: isNegated)
    case .like(let operand, let like, let pattern, let escape, let isNegated):
      .like(
        transform(operand), like, pattern: transform(pattern), escape: escape.map(transform),
        isNegated: isNegated)
    case .conditional(let operand, let branches, let otherwise):
      .conditional(
        operand: operand.map(transform),
        branches: branches.map {
          .init(when: transform($0.condition), then: transform($0.result))
        }, otherwise: otherwise.map(transform))
    case .cast(let operand, let type, let rules): .cast(transform(operand), type, rules)
    case .extract(let part, let operand): .extract(part, transform(operand))
    case .call(let call): .call(call.rewritten(transform))
    case .quantified(let binary, let operand, let query, let holdsForAll):
      .quantified(binary, transform(operand), query, holdsForAll: holdsForAll)
    case .row(let values): .row(values.map(transform))
    case .array(let elements): .array(elements.map(transform))
    case .structure(let fields):
      .structure(fields.map { StructureField($0.name, transform($0.value)) })
    case .element(let operand, let index, let base):
      .element(transform(operand), transform(index), base: base)
    case .field(let operand, let name): .field(transform(operand), name)
    case .lambda(let names, let body): .lambda(names, transform(body))
    case .atTimeZone(let operand, let zone):
      .atTimeZone(transform(operand), zone: transform(zone))
    }
  }
}

extension FunctionCall {
  fileprivate func rewritten(_ transform: (Expression) -> Expression) -> FunctionCall {
    var call = self
    call.arguments = arguments.map(transform)
    call.orderBy = orderBy.map { $0.rewritten(transform) }
    call.filter = filter.map(transform)
    if let window {
      call.window?.partitionBy = window.partitionBy.map(transform)
      call.window?.orderBy = window.orderBy.map { $0.rewritten(transform) }
    }
    return call
  }
}

extension OrderItem {
  fileprivate func rewritten(_ transform: (Expression) -> Expression) -> OrderItem {
    OrderItem(transform(expression), direction, nulls: nulls)
  }
}
