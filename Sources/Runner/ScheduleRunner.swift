package import Catalog
package import Ports
package import ScheduleModel
package import Tasks

/// One run of a schedule, as it is ordered.
package struct RunOrder: Sendable {
  package let schedule: CompiledSchedule
  package let range: TimeRange
  /// Of the bundle that the schedule was taken from.
  package let bundle: Fingerprint
  package let extent: BuildExtent
  /// How many tasks may run at a time.
  package let parallelism: Int

  package init(
    schedule: CompiledSchedule, range: TimeRange, bundle: Fingerprint,
    extent: BuildExtent = .outdated, parallelism: Int = 2
  ) {
    self.schedule = schedule
    self.range = range
    self.bundle = bundle
    self.extent = extent
    self.parallelism = parallelism
  }
}

/// Runs compiled schedules, each once over a range.
package struct ScheduleRunner: Sendable {
  private let runs: any RunKeeping
  private let worker: TaskWorker
  private let clock: any Clock<Duration>
  private let backoff: Backoff
  private let crashPoint: CrashPoint

  /// - Parameter clock: for waiting before another attempt, and for how long things took.
  package init(
    runs: any RunKeeping, worker: TaskWorker, clock: any Clock<Duration>,
    backoff: Backoff = Backoff(), crashPoint: @escaping CrashPoint = { _ in }
  ) {
    self.runs = runs
    self.worker = worker
    self.clock = clock
    self.backoff = backoff
    self.crashPoint = crashPoint
  }

  /// Runs to the end, whatever becomes of single tasks; the report says how it went. After `stop`
  /// was given, running tasks are cancelled and the run is recorded as cancelled.
  ///
  /// - Throws: when the run cannot be recorded. Tasks that were running have ended then.
  package func run(
    _ order: RunOrder, stop: StopSignal, progress: @escaping @Sendable (RunEvent) -> Void
  ) async throws(PortError) -> RunReport {
    let nodes = order.schedule.tasks
    let id = try await runs.begin(
      schedule: order.schedule.name, range: order.range, bundle: order.bundle,
      tasks: nodes.map(\.target))
    await crashPoint("run.began")
    progress(.began(id, tasks: nodes))
    var execution = RunExecution(
      run: id, order: order, runs: runs, worker: worker, clock: clock, backoff: backoff,
      stop: stop, progress: progress)
    let duration = await clock.measure { await execution.perform() }
    if let failure = execution.recordingFailure { throw failure.adding("run", "\(id)") }
    try await runs.finish(id, as: execution.state)
    await crashPoint("run.finished")
    let report = RunReport(
      run: id, state: execution.state, tasks: execution.reports, duration: duration)
    progress(.ended(report))
    return report
  }
}
