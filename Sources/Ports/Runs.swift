package import Catalog
package import ScheduleModel

/// Identifies one run of a schedule in an environment's state database.
package struct RunID: Hashable, Sendable, Comparable, CustomStringConvertible {
  package let number: Int64

  package init(_ number: Int64) { self.number = number }

  package var description: String { String(number) }

  package static func < (a: Self, b: Self) -> Bool { a.number < b.number }
}

/// Where a run or a task of it stands.
package enum RunState: String, Hashable, Sendable {
  /// Not begun.
  case waiting
  case running
  case succeeded
  /// Tried as often as it may be.
  case failed
  /// Nothing to do: its range was covered.
  case covered
  /// Not begun, since something it needs failed.
  case skipped
  case cancelled

  /// Whether it stays as it is.
  package var isFinal: Bool { self != .waiting && self != .running }
}

/// A run as it is recorded.
package struct RunRecord: Hashable, Sendable {
  package let id: RunID
  package let schedule: String
  package let range: TimeRange
  package let bundle: Fingerprint
  package let state: RunState
  /// `2026-01-31 04:30:00+00`, by the state database's clock.
  package let startedAt: String
  /// Nil while it runs.
  package let finishedAt: String?
  /// In the order they were begun; those not begun last.
  package let tasks: [TaskRecord]

  package init(
    id: RunID, schedule: String, range: TimeRange, bundle: Fingerprint, state: RunState,
    startedAt: String, finishedAt: String?, tasks: [TaskRecord]
  ) {
    self.id = id
    self.schedule = schedule
    self.range = range
    self.bundle = bundle
    self.state = state
    self.startedAt = startedAt
    self.finishedAt = finishedAt
    self.tasks = tasks
  }
}

/// A task of a run as it is recorded.
package struct TaskRecord: Hashable, Sendable {
  package let target: TargetID
  package let state: RunState
  /// How often it was tried.
  package let attempts: Int
  package let rows: Int64?
  /// What went wrong last, for people.
  package let message: String?
  package let seconds: Double?

  package init(
    target: TargetID, state: RunState, attempts: Int, rows: Int64?, message: String?,
    seconds: Double?
  ) {
    self.target = target
    self.state = state
    self.attempts = attempts
    self.rows = rows
    self.message = message
    self.seconds = seconds
  }
}

/// Runs, their tasks and attempts in the environment's state database.
package protocol RunKeeping: Sendable {
  /// Begins a run with all its tasks waiting.
  func begin(schedule: String, range: TimeRange, bundle: Fingerprint, tasks: [TargetID])
    async throws(PortError) -> RunID

  /// One more attempt of a task begins.
  func attemptBegan(_ target: TargetID, of run: RunID) async throws(PortError)

  /// A task reached a state; `message` says why it failed.
  func taskReached(
    _ state: RunState, _ target: TargetID, of run: RunID, rows: Int64?, message: String?
  ) async throws(PortError)

  /// The run ended.
  func finish(_ run: RunID, as state: RunState) async throws(PortError)

  /// The latest runs, newest first, of one schedule or of all.
  func latestRuns(of schedule: String?, limit: Int) async throws(PortError) -> [RunRecord]

  /// Marks runs of this machine whose process is gone as cancelled, and says which.
  func closeAbandonedRuns() async throws(PortError) -> [RunID]
}

/// The deployed bundle of an environment.
package protocol BundleKeeping: Sendable {
  /// Makes `bytes` the current bundle of the environment. Publishing the same one again changes
  /// nothing.
  func publish(_ bytes: [UInt8], fingerprint: Fingerprint, environment: String)
    async throws(PortError)

  /// The current bundle; nil before the first apply.
  func current(environment: String) async throws(PortError) -> (
    fingerprint: Fingerprint, bytes: [UInt8]
  )?
}
