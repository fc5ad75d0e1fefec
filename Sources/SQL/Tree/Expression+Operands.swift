extension Expression {
  /// Calls `body` with each expression directly inside this one, from left to right; those of
  /// subqueries are not.
  package func visitOperands(_ body: (Expression) -> Void) {
    switch kind {
    case .literal, .column, .subquery, .exists, .error: return
    case .unary(_, let operand), .isNull(let operand, _), .isBoolean(let operand, _, _),
      .cast(let operand, _, _), .extract(_, let operand), .inQuery(let operand, _, _),
      .quantified(_, let operand, _, _), .field(let operand, _), .lambda(_, let operand):
      body(operand)
    case .row(let operands), .array(let operands): operands.forEach(body)
    case .structure(let fields): for field in fields { body(field.value) }
    case .element(let operand, let index, _):
      body(operand)
      body(index)
    case .atTimeZone(let operand, let zone):
      body(operand)
      body(zone)
    case .binary(_, let left, let right):
      body(left)
      body(right)
    case .chain(_, let operands): operands.forEach(body)
    case .between(let operand, let low, let high, _): [operand, low, high].forEach(body)
    case .inList(let operand, let list, _):
      body(operand)
      list.forEach(body)
    case .like(let operand, _, let pattern, let escape, _):
      body(operand)
      body(pattern)
      escape.map(body)
    case .conditional(let operand, let branches, let otherwise):
      operand.map(body)
      for branch in branches {
        body(branch.condition)
        body(branch.result)
      }
      otherwise.map(body)
    case .call(let call): call.visitOperands(body)
    }
  }
}

extension FunctionCall {
  fileprivate func visitOperands(_ body: (Expression) -> Void) {
    arguments.forEach(body)
    filter.map(body)
    for item in orderBy + (window?.orderBy ?? []) { body(item.expression) }
    window?.partitionBy.forEach(body)
  }
}
