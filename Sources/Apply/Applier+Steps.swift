internal import Catalog
internal import PlanModel
internal import Ports

extension Applier {
  /// How often a transaction that met a lock or a deadlock is tried in all.
  private static let transactionAttempts = 3

  /// `failing` is the step that was being done when it throws.
  func run(
    _ group: StepGroup, _ request: ApplyRequest, _ loss: LostLease, _ failing: inout Step?
  ) async throws(PortError) {
    switch group.kind {
    case .transaction: try await runTransaction(group.steps, request, loss, &failing)
    case .single, .lake, .bundle:
      for step in group.steps {
        failing = step
        try loss.check()
        request.progress(step)
        try await runAlone(step, request)
      }
    }
    failing = nil
  }

  // MARK: Transactions

  /// Undone as a whole, it may be tried again after a lock that was not to be had or a deadlock.
  private func runTransaction(
    _ steps: [Step], _ request: ApplyRequest, _ loss: LostLease, _ failing: inout Step?
  ) async throws(PortError) {
    var attempt = 1
    while true {
      do throws(PortError) {
        try await tryTransaction(steps, request, loss, &failing)
        return
      } catch {
        await warehouse.rollback()
        guard warehouse.isContention(error), attempt < Self.transactionAttempts, !Task.isCancelled
        else {
          await recordFailure(failing, error, request)
          throw error
        }
        attempt += 1
      }
    }
  }

  private func tryTransaction(
    _ steps: [Step], _ request: ApplyRequest, _ loss: LostLease, _ failing: inout Step?
  ) async throws(PortError) {
    try await warehouse.begin(lockTimeout: request.lockTimeout)
    for step in steps {
      failing = step
      try await warehouse.execute(step.locks ?? [])
    }
    for step in steps {
      failing = step
      request.crashPoint("apply.step.\(step.number).before")
      request.progress(step)
      guard case .warehouse(let statements, _) = step.action else { continue }
      try await warehouse.execute(statements)
      request.crashPoint("apply.step.\(step.number).after")
    }
    try await warehouse.remember(
      made: steps.flatMap(\.made), forgotten: steps.flatMap(\.forgotten))
    try await warehouse.record(steps.map { entry(for: $0, .done, request) })
    request.crashPoint("apply.transaction.before-commit")
    // Whoever has the lease now may have planned on what was there before.
    try loss.check()
    try await warehouse.commit()
    request.crashPoint("apply.transaction.after-commit")
  }

  // MARK: Steps that stand alone

  private func runAlone(_ step: Step, _ request: ApplyRequest) async throws(PortError) {
    // The ledger knows what is about to be made: a step that is done when its apply is killed is not
    // planned again, and would never be known.
    try await warehouse.remember(made: step.made, forgotten: [])
    try await warehouse.record([entry(for: step, .intended, request)])
    request.crashPoint("apply.step.\(step.number).before")
    do throws(PortError) {
      switch step.action {
      case .warehouse(let statements, _):
        for statement in statements { try await warehouse.execute(statement) }
      case .lake(let lakeRequest): try await lake.perform(lakeRequest)
      case .publishBundle:
        try await bundles.publish(
          request.bundle, fingerprint: request.plan.basis.bundle,
          environment: request.plan.environment)
      }
    } catch {
      await recordFailure(step, error, request)
      throw error
    }
    request.crashPoint("apply.step.\(step.number).after")
    try await warehouse.remember(made: [], forgotten: step.forgotten)
    try await warehouse.record([entry(for: step, .done, request)])
  }

  // MARK: The journal

  /// The journal is not worth losing the first error over.
  private func recordFailure(_ step: Step?, _ error: PortError, _ request: ApplyRequest) async {
    guard let step else { return }
    let entry = entry(for: step, .failed, request, message: error.description)
    try? await warehouse.record([entry])
  }

  private func entry(
    for step: Step, _ outcome: JournalEntry.Outcome, _ request: ApplyRequest,
    message: String? = nil
  ) -> JournalEntry {
    JournalEntry(
      apply: request.apply, step: step.number, address: step.change.address,
      kind: step.change.kind, outcome: outcome, action: step.actionFingerprint, message: message)
  }
}
