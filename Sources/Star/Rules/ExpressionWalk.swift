internal import SQL

extension Expression {
  /// Visits this expression and all below it that belong to the same query, parents first. The
  /// visitor is told whether an aggregate function stands above; it says whether to go further down.
  func walk(inAggregate: Bool = false, _ visit: (Expression, Bool) -> Bool) {
    guard visit(self, inAggregate) else { return }
    var isInside = inAggregate
    if case .call(let call) = kind, call.isAggregate { isInside = true }
    let below = isInside
    visitOperands { $0.walk(inAggregate: below, visit) }
  }
}

extension FunctionCall {
  /// Whether it makes one value of many rows.
  var isAggregate: Bool {
    window == nil && FunctionCatalog.functions[name.name]?.kind == .aggregate
  }
}
