internal import Ports
internal import ScheduleModel

/// Carries out attempts on tasks: take the lease, decide what to build, and for each piece stage,
/// check, publish and record.
///
/// Killed at any instant, the next attempt neither loses nor doubles a row: every publication
/// replaces, and what was published but not recorded is built again.
package struct TaskWorker: Sendable {
  private let ports: TaskPorts
  private let terms: LeaseTerms
  private let clock: any Clock<Duration>
  private let crashPoint: CrashPoint

  /// - Parameter clock: for renewals and timeouts; what has expired is decided by the state database.
  package init(
    ports: TaskPorts, terms: LeaseTerms, clock: any Clock<Duration>,
    crashPoint: @escaping CrashPoint = { _ in }
  ) {
    self.ports = ports
    self.terms = terms
    self.clock = clock
    self.crashPoint = crashPoint
  }

  /// One attempt. Returns when everything it began has ended; a lost lease, the timeout and the
  /// signal cancel the work.
  ///
  /// - Parameter progress: told the step that begins.
  package func perform(
    _ order: TaskOrder, stop: StopSignal,
    progress: @escaping @Sendable (TaskStep) -> Void = { _ in }
  ) async -> Result<TaskOutcome, TaskFailure> {
    switch order.node.work {
    case .extract(let work):
      await attempt(
        order, LandingWriter(work: work, run: order.run, extractor: ports.extractor), progress
      ).run(until: stop)
    case .load(let work):
      await attempt(order, LakeWriter(work, ports: ports), progress).run(until: stop)
    case .transform(let work):
      await attempt(order, LakeWriter(work, ports: ports), progress).run(until: stop)
    case .star(let work):
      await attempt(
        order,
        WarehouseWriter(
          work: work, target: order.node.target, version: order.node.version, run: order.run,
          ports: ports), progress
      ).run(until: stop)
    }
  }

  private func attempt<Writer: TargetWriting>(
    _ order: TaskOrder, _ writer: Writer, _ progress: @escaping @Sendable (TaskStep) -> Void
  ) -> Attempt<Writer> {
    Attempt(
      order: order, writer: writer, leases: ports.leases, coverage: ports.coverage, terms: terms,
      clock: clock, crashPoint: crashPoint, progress: progress)
  }
}
