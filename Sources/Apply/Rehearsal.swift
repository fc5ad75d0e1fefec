package import PlanModel
package import Ports

/// Carries out the warehouse's part of a plan on the live system, and undoes it: what a server would
/// refuse is known before an apply. Readers and writers wait as they would for the apply.
package struct Rehearsal: Sendable {
  private let warehouse: any WarehouseApplying

  package init(warehouse: any WarehouseApplying) { self.warehouse = warehouse }

  /// Runs the steps that one transaction may hold, and rolls back.
  ///
  /// - Returns: how many steps were run, and how many no transaction can hold or are not the warehouse's.
  /// - Throws: `.failed` with the step that the server refuses; everything is undone then too.
  package func run(_ plan: Plan, lockTimeout: Duration) async throws(ApplyError) -> (
    rehearsed: Int, passedOver: Int
  ) {
    var rehearsed = 0
    var current: Step?
    do throws(PortError) {
      try await warehouse.begin(lockTimeout: lockTimeout)
      for group in StepGroup.groups(of: plan.steps) where group.kind == .transaction {
        for step in group.steps {
          current = step
          try await warehouse.execute(step.locks ?? [])
        }
      }
      for step in plan.steps {
        guard case .warehouse(let statements, .shared) = step.action else { continue }
        current = step
        if Task.isCancelled { throw PortError(.cancelled, "The rehearsal was cancelled.") }
        try await warehouse.execute(statements)
        rehearsed += 1
      }
    } catch {
      await warehouse.rollback()
      throw .failed(error, step: current, done: [])
    }
    await warehouse.rollback()
    return (rehearsed, plan.steps.count - rehearsed)
  }
}
