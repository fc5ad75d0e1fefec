package import Ports
package import ScheduleModel
package import Tasks

/// How long a task waits before it is tried again.
package struct Backoff: Hashable, Sendable {
  /// After the first failure; doubled after each further one.
  package let initial: Duration
  package let limit: Duration

  package init(initial: Duration = .seconds(1), limit: Duration = .seconds(60)) {
    self.initial = initial
    self.limit = limit
  }

  /// - Parameter attempt: the one that failed, counted from one.
  package func delay(after attempt: Int) -> Duration {
    var delay = initial
    for _ in 1..<max(attempt, 1) where delay < limit { delay *= 2 }
    return min(delay, limit)
  }
}

/// Decides what a run does next. It has no clock, no port and no task: events in, actions out.
///
/// ```
/// a task:  waiting -> running -> succeeded | covered | failed | cancelled
///                     running -> backing off -> running        while it may be tried again
///          waiting -> skipped                                  when something it needs failed
///          waiting, backing off -> cancelled                   when the run is stopped
/// ```
/// A task starts when all its inputs succeeded or were covered, in the order of the schedule, and
/// no more than `parallelism` run at a time.
package struct RunMachine: Sendable {
  package enum Event: Sendable {
    case ended(TargetID, Result<TaskOutcome, TaskFailure>)
    case retryDue(TargetID)
    case stopped
  }

  package enum Action: Sendable {
    case start(TargetID, attempt: Int)
    case wait(TargetID, Duration, because: TaskFailure)
    /// A task reached its final state.
    case settle(TargetID, Settlement)
    case finish(RunState)
  }

  /// How a task ended for good.
  package enum Settlement: Sendable {
    case ended(TaskOutcome)
    case failed(TaskFailure)
    case skipped(because: TargetID)
    case cancelled

    package var state: RunState {
      switch self {
      case .ended(.covered): .covered
      case .ended(.built): .succeeded
      case .failed: .failed
      case .skipped: .skipped
      case .cancelled: .cancelled
      }
    }
  }

  private enum Phase {
    case waiting
    case running(attempt: Int)
    case backingOff(attempt: Int)
    /// An attempt is due and waits for a free place.
    case due(attempt: Int)
    case settled(RunState)

    var isSettled: Bool { if case .settled = self { true } else { false } }
  }

  private let nodes: [TaskNode]
  private let parallelism: Int
  private let retries: Int
  private let backoff: Backoff
  private var phases: [TargetID: Phase]
  private var isStopped = false
  private var isFinished = false

  /// - Parameter nodes: every task after those it depends on. Inputs that are not among them do not
  ///   hold a task back.
  package init(nodes: [TaskNode], parallelism: Int, retries: Int, backoff: Backoff = Backoff()) {
    self.nodes = nodes
    self.parallelism = max(1, parallelism)
    self.retries = retries
    self.backoff = backoff
    phases = Dictionary(nodes.map { ($0.target, .waiting) }) { first, _ in first }
  }

  /// What to do at first.
  package mutating func start() -> [Action] { advance([]) }

  package mutating func handle(_ event: Event) -> [Action] {
    switch event {
    case .ended(let target, let result): return advance(ended(target, result))
    case .retryDue(let target):
      guard case .backingOff(let attempt) = phases[target] else { return [] }
      phases[target] = .due(attempt: attempt + 1)
      return advance([])
    case .stopped:
      guard !isStopped, !isFinished else { return [] }
      isStopped = true
      return advance(cancelWaiting())
    }
  }

  private mutating func ended(_ target: TargetID, _ result: Result<TaskOutcome, TaskFailure>)
    -> [Action]
  {
    guard case .running(let attempt) = phases[target] else { return [] }
    switch result {
    case .success(let outcome): return settle(target, .ended(outcome))
    case .failure(.stopped):
      isStopped = true
      return settle(target, .cancelled) + cancelWaiting()
    case .failure(let failure):
      guard failure.isRetryable, attempt <= retries, !isStopped else {
        return settle(target, .failed(failure))
      }
      phases[target] = .backingOff(attempt: attempt)
      return [.wait(target, backoff.delay(after: attempt), because: failure)]
    }
  }

  private mutating func cancelWaiting() -> [Action] {
    nodes.flatMap { node -> [Action] in
      switch phases[node.target] {
      case .waiting, .backingOff, .due: settle(node.target, .cancelled)
      default: []
      }
    }
  }

  private mutating func settle(_ target: TargetID, _ settlement: Settlement) -> [Action] {
    phases[target] = .settled(settlement.state)
    return [.settle(target, settlement)]
  }

  /// Skips what cannot run any more, starts what can, and finishes when all is settled. One pass in
  /// the order of the schedule is enough, since inputs come first.
  private mutating func advance(_ done: [Action]) -> [Action] {
    var actions = done
    for node in nodes {
      guard let attempt = nextAttempt(of: node) else { continue }
      if let culprit = node.inputs.first(where: isLost) {
        actions += settle(node.target, .skipped(because: culprit))
      } else if node.inputs.allSatisfy(isBuilt), runningCount < parallelism {
        phases[node.target] = .running(attempt: attempt)
        actions.append(.start(node.target, attempt: attempt))
      }
    }
    if !isFinished, phases.values.allSatisfy(\.isSettled) {
      isFinished = true
      actions.append(.finish(finalState))
    }
    return actions
  }

  private func nextAttempt(of node: TaskNode) -> Int? {
    switch phases[node.target] {
    case .waiting: 1
    case .due(let attempt): attempt
    default: nil
    }
  }

  private var runningCount: Int {
    phases.values.count { if case .running = $0 { true } else { false } }
  }

  private func isLost(_ input: TargetID) -> Bool {
    guard case .settled(let state) = phases[input] else { return false }
    return state != .succeeded && state != .covered
  }

  private func isBuilt(_ input: TargetID) -> Bool {
    guard let phase = phases[input] else { return true }
    guard case .settled(let state) = phase else { return false }
    return state == .succeeded || state == .covered
  }

  private var finalState: RunState {
    let states = Set(
      phases.values.compactMap { if case .settled(let state) = $0 { state } else { nil } })
    if states.contains(.cancelled) { return .cancelled }
    if states.contains(.failed) { return .failed }
    return states == [.covered] ? .covered : .succeeded
  }
}
