internal import Ports
internal import ScheduleModel
internal import Tasks

/// Feeds one run's machine events and performs its actions.
struct RunExecution {
  /// What a child task came back with.
  private enum Return: Sendable {
    case ended(TargetID, Result<TaskOutcome, TaskFailure>, took: Duration)
    case retryDue(TargetID)
    case stopped
  }

  private let run: RunID
  private let order: RunOrder
  private let runs: any RunKeeping
  private let worker: TaskWorker
  private let clock: any Clock<Duration>
  private let stop: StopSignal
  private let progress: @Sendable (RunEvent) -> Void
  private let nodes: [TargetID: TaskNode]

  private var machine: RunMachine
  private var attempts: [TargetID: Int] = [:]
  private var durations: [TargetID: Duration] = [:]
  private var settled: [TargetID: TaskReport] = [:]
  /// Nil while it runs.
  private var finalState: RunState?
  /// Why the run could not be recorded, and was stopped.
  private(set) var recordingFailure: PortError?

  init(
    run: RunID, order: RunOrder, runs: any RunKeeping, worker: TaskWorker,
    clock: any Clock<Duration>, backoff: Backoff, stop: StopSignal,
    progress: @escaping @Sendable (RunEvent) -> Void
  ) {
    self.run = run
    self.order = order
    self.runs = runs
    self.worker = worker
    self.clock = clock
    self.stop = stop
    self.progress = progress
    let tasks = order.schedule.tasks
    nodes = Dictionary(tasks.map { ($0.target, $0) }) { first, _ in first }
    machine = RunMachine(
      nodes: tasks, parallelism: order.parallelism, retries: order.schedule.retries,
      backoff: backoff)
  }

  /// Of the whole run, once it was performed.
  var state: RunState { finalState ?? .cancelled }

  /// In the order of the schedule.
  var reports: [TaskReport] { order.schedule.tasks.compactMap { settled[$0.target] } }

  /// Returns when the machine has finished and every child task has ended.
  mutating func perform() async {
    var execution = self
    await withTaskGroup(of: Return.self) { group in
      group.addTask { [stop] in
        await stop.wait()
        return .stopped
      }
      await execution.perform(execution.machine.start(), in: &group)
      while execution.finalState == nil, let returned = await group.next() {
        let event = execution.event(of: returned)
        await execution.perform(execution.machine.handle(event), in: &group)
      }
      group.cancelAll()
    }
    self = execution
  }

  private mutating func event(of returned: Return) -> RunMachine.Event {
    switch returned {
    case .ended(let target, let result, let took):
      durations[target, default: .zero] += took
      return .ended(target, result)
    case .retryDue(let target): return .retryDue(target)
    case .stopped: return .stopped
    }
  }

  private mutating func perform(
    _ actions: [RunMachine.Action], in group: inout TaskGroup<Return>
  ) async {
    for action in actions {
      switch action {
      case .start(let target, let attempt): await start(target, attempt, in: &group)
      case .wait(let target, let delay, let failure):
        progress(
          .attemptFailed(
            target, attempt: attempts[target, default: 1], failure, nextAfter: delay))
        group.addTask { [clock] in
          try? await clock.sleep(for: delay)
          return .retryDue(target)
        }
      case .settle(let target, let settlement): await settle(target, settlement)
      case .finish(let state): finalState = state
      }
    }
  }

  private mutating func start(
    _ target: TargetID, _ attempt: Int, in group: inout TaskGroup<Return>
  ) async {
    guard let node = nodes[target] else { preconditionFailure("No task makes \(target)") }
    attempts[target] = attempt
    await recording { runs, run throws(PortError) in
      try await runs.attemptBegan(target, of: run)
    }
    progress(.attemptBegan(target, attempt: attempt))
    let order = TaskOrder(
      node: node, range: order.range, run: run, extent: order.extent,
      timeout: order.schedule.timeoutSeconds.map { .seconds($0) })
    group.addTask { [worker, clock, stop, progress] in
      var result: Result<TaskOutcome, TaskFailure> = .failure(.stopped)
      let took = await clock.measure {
        result = await worker.perform(order, stop: stop) { progress(.stepBegan(target, $0)) }
      }
      return .ended(target, result, took: took)
    }
  }

  private mutating func settle(_ target: TargetID, _ settlement: RunMachine.Settlement) async {
    let report = TaskReport(
      target: target, kindName: nodes[target]?.work.kindName ?? "", settlement: settlement,
      attempts: attempts[target, default: 0], duration: durations[target, default: .zero])
    settled[target] = report
    await recording { runs, run throws(PortError) in
      try await runs.taskReached(
        report.state, target, of: run, rows: report.built?.rows, message: report.message)
    }
    progress(.taskEnded(report))
  }

  /// A run that cannot be recorded stops.
  private mutating func recording(
    _ write: (any RunKeeping, RunID) async throws(PortError) -> Void
  ) async {
    guard recordingFailure == nil else { return }
    do {
      try await write(runs, run)
    } catch {
      recordingFailure = error
      stop.stop()
    }
  }
}

extension TaskReport {
  /// Why it is not built, or what its checks warn of; nil when there is nothing to say.
  package var message: String? {
    switch settlement {
    case .failed(let failure): failure.message
    case .skipped(let culprit): "'\(culprit)', which it needs, was not built."
    case .cancelled: "The run was stopped."
    case .ended(.covered): nil
    case .ended(.built(let summary)):
      summary.warnings.isEmpty ? nil : summary.warnings.map(\.sentence).joined(separator: " ")
    }
  }
}
