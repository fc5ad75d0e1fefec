extension Printer {
  /// The select with semi and anti joins as conditions where the dialect has no such joins; reports
  /// those that cannot be.
  mutating func loweringSemijoins(_ select: Select) -> Select {
    guard !dialect.capabilities.hasSemiJoin,
      select.from.contains(where: { $0.joins.contains(where: \.isSemijoin) })
    else { return select }
    var conditions: [Expression] = []
    var lowered = select
    lowered.from = select.from.map { reference in
      var kept: [Join] = []
      for (index, join) in reference.joins.enumerated() {
        let isLastWord = reference.joins[(index + 1)...].allSatisfy { $0.keepsLeftRowsApart }
        if join.isSemijoin, isLastWord, let condition = join.asCondition {
          conditions.append(condition)
        } else {
          kept.append(join)
        }
      }
      return TableReference(reference.first, joins: kept)
    }
    let all = [select.condition].compactMap { $0 } + conditions
    lowered.condition = all.count > 1 ? .chain(.and, all) : all.first
    return lowered
  }
}

extension Join {
  fileprivate var isSemijoin: Bool { kind == .semi || kind == .anti }

  /// Whether each row that it gives is of one row before it, so that rows may be left out after it as
  /// well as before it.
  fileprivate var keepsLeftRowsApart: Bool { kind != .right && kind != .full }

  /// Whether there is a partner, or none; nil when the join does not say what a partner is by `ON`.
  fileprivate var asCondition: Expression? {
    guard case .on(let condition) = condition else { return nil }
    let partners = Query(
      body: .select(
        Select(
          items: [.expression(Expression(.literal(.integer("1"))), alias: nil)],
          from: [TableReference(source)], where: condition)))
    let exists = Expression(.exists(partners))
    return kind == .semi ? exists : Expression(.unary(.not, exists))
  }
}
