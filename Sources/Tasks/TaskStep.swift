package import ScheduleModel

/// What an attempt on a task is at. The steps from `prepare` on are repeated for each piece.
package enum TaskStep: String, Hashable, Sendable, CaseIterable {
  /// Take the lease on the target.
  case lease
  /// Work out what is to be built.
  case decide
  /// Make the place aside that rows are written to.
  case prepare
  /// Write the rows there.
  case stage
  /// Run the checks on them.
  case check
  /// Replace the rows of the target, in one step.
  case publish
  /// Take the place aside away.
  case clean
  /// Record the coverage.
  case record

  /// As in "while it was publishing".
  package var gerund: String {
    switch self {
    case .lease: "taking its lease"
    case .decide: "deciding what to build"
    case .prepare: "preparing its staging"
    case .stage: "staging rows"
    case .check: "checking rows"
    case .publish: "publishing"
    case .clean: "cleaning up"
    case .record: "recording its coverage"
    }
  }

  /// The stable name of the instant just after this step of a task, at which tests kill the process:
  /// `task.lake:silver.flights.staged`.
  package func crashPoint(of target: TargetID) -> String { "task.\(target).\(participle)" }

  private var participle: String {
    switch self {
    case .lease: "leased"
    case .decide: "decided"
    case .prepare: "prepared"
    case .stage: "staged"
    case .check: "checked"
    case .publish: "published"
    case .clean: "cleaned"
    case .record: "recorded"
    }
  }
}
