package import Catalog
package import PlanModel

/// A plan as people are told of it: grouped and counted. Renderers print it and work nothing out.
package struct PlanReport: Sendable {
  /// Steps that belong together on the page.
  package struct Group: Sendable {
    package let title: String
    package let steps: [Step]
  }

  /// What a step does to its object, in one sign.
  package enum Sign: String, Sendable {
    case create = "+"
    case change = "~"
    case remove = "-"
  }

  package let platform: String
  package let environment: String
  /// In the order of the plan; a group ends where the next step belongs to another part of the
  /// platform.
  package let groups: [Group]
  /// Steps that a policy does not allow, with the reason.
  package let refused: [HeldChange]
  package let held: [HeldChange]
  package let unmanaged: [ObjectAddress]
  package let unknown: [UnknownPart]
  /// Kinds of statements that no report proves on this warehouse.
  package let unproven: [Change.Kind]
  package let retired: [ObjectAddress]
  /// How many steps create, change and remove.
  package let counts: (create: Int, change: Int, remove: Int)
  /// How many steps have each risk as their worst, the worst risk first; `safe` is left out.
  package let risks: [(risk: Risk.Kind, count: Int)]

  package init(_ plan: Plan, refused: [HeldChange]) {
    platform = plan.platform
    environment = plan.environment
    self.refused = refused
    held = plan.held
    unmanaged = plan.unmanaged
    unknown = plan.unknown ?? []
    unproven = plan.unproven ?? []
    retired = plan.retired
    groups = Self.grouped(plan.steps)
    let signs = plan.steps.map { Self.sign(of: $0.change.kind) }
    counts = (
      signs.count { $0 == .create }, signs.count { $0 == .change }, signs.count { $0 == .remove }
    )
    risks = Risk.Kind.allCases.reversed().compactMap { kind in
      let count = plan.steps.count { Self.worstRisk(of: $0.change)?.kind == kind }
      return kind == .safe || count == 0 ? nil : (kind, count)
    }
  }

  package var isEmpty: Bool { groups.isEmpty }

  package static func worstRisk(of change: Change) -> Risk? {
    change.risks.max { $0.kind < $1.kind }
  }

  package static func sign(of kind: Change.Kind) -> Sign {
    switch kind {
    case .createNamespace, .createTable, .addColumn, .createSchema, .addPrimaryKey, .addUniqueKey,
      .addForeignKey, .addCheck, .createIndex, .addPartition, .createView, .createRole,
      .addMembership, .addGrant, .createPolicy,
      .enableRowSecurity, .publishBundle:
      .create
    case .alterNamespace, .renameTable, .rebuildTable, .reinstateTable, .renameColumn,
      .alterColumnType,
      .alterColumnNullability,
      .alterColumnDefault, .alterColumnGeneration, .alterEncoding, .alterDistribution,
      .alterSortKey, .alterComment, .moveColumn, .replacePartitionSpec, .replaceSortOrder,
      .alterKey, .alterProperties, .alterOwner, .replaceView, .alterRole, .alterGrant,
      .replacePolicy:
      .change
    case .dropColumn, .dropPrimaryKey, .dropUniqueKey, .dropForeignKey, .dropCheck, .dropIndex,
      .dropPartition, .dropView, .dropMembership,
      .dropGrant, .dropPolicy, .disableRowSecurity, .retireTable, .dropTable, .dropRole:
      .remove
    }
  }

  private static func grouped(_ steps: [Step]) -> [Group] {
    var groups: [(title: String, steps: [Step])] = []
    for step in steps {
      let title = title(of: step)
      if groups.last?.title == title {
        groups[groups.count - 1].steps.append(step)
      } else {
        groups.append((title, [step]))
      }
    }
    return groups.map { Group(title: $0.title, steps: $0.steps) }
  }

  private static func title(of step: Step) -> String {
    switch step.change.address {
    case .role, .membership, .grant, .policy: return "Access"
    case .bundle: return "Schedules"
    case .schema(let address): return title(of: address.side)
    case .table(let address): return title(of: address.side)
    case .column(let address): return title(of: address.table.side)
    case .constraint(let table, _), .index(let table, _): return title(of: table.side)
    }
  }

  private static func title(of side: Side) -> String { side == .lake ? "Lake" : "Warehouse" }
}
