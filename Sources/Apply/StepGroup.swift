internal import PlanModel

/// Steps that are done together or not at all.
struct StepGroup {
  enum Kind {
    /// One transaction of the warehouse.
    case transaction
    /// A statement that no transaction takes, or that ends one: one step.
    case single
    case lake
    case bundle
  }

  let kind: Kind
  var steps: [Step]

  /// In the order of the plan. Neighbouring transactional steps are one group.
  static func groups(of steps: [Step]) -> [StepGroup] {
    var groups: [StepGroup] = []
    for step in steps {
      let kind = kind(of: step.action)
      if kind == .transaction, groups.last?.kind == .transaction {
        groups[groups.count - 1].steps.append(step)
      } else {
        groups.append(StepGroup(kind: kind, steps: [step]))
      }
    }
    return groups
  }

  private static func kind(of action: StepAction) -> Kind {
    switch action {
    case .warehouse(_, .shared): .transaction
    case .warehouse: .single
    case .lake: .lake
    case .publishBundle: .bundle
    }
  }
}
