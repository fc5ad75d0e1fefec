internal import Ports
internal import ScheduleModel

/// Decides what an attempt on a task does next. It has no clock, no port and no task: events in,
/// actions out.
///
/// ```
/// idle -> lease -> decide -> ended                                     covered, input missing
///                  decide -> prepare -> stage -> check -> publish -> record -> clean
///                            clean -> prepare                           there is another piece
///                            clean -> ended                             there is none
/// every step -> ended                                                  on failure
/// ```
/// Whoever performs the actions takes away what a failed attempt left and gives the lease back.
struct TaskMachine {
  enum Event {
    case leased
    case decided(BuildDecision)
    case prepared
    case staged
    case checked([CheckFinding])
    case published(rows: Int64)
    /// The publishing transaction was rolled back by a check in it.
    case refused(CheckFinding)
    case recorded
    case cleaned
    case failed(TaskFailure)
  }

  enum Action {
    case lease
    case decide
    case prepare(BuildPiece)
    case stage(BuildPiece)
    case check(BuildPiece)
    case publish(BuildPiece)
    case record(BuildPiece, rows: Int64)
    case clean
    case end(Result<TaskOutcome, TaskFailure>)

    /// Nil for the end.
    var step: TaskStep? {
      switch self {
      case .lease: .lease
      case .decide: .decide
      case .prepare: .prepare
      case .stage: .stage
      case .check: .check
      case .publish: .publish
      case .record: .record
      case .clean: .clean
      case .end: nil
      }
    }
  }

  /// Nil before the start and after the end.
  private(set) var step: TaskStep?
  private var waiting: [BuildPiece] = []
  private var summary = BuildSummary(ranges: [], rows: 0, warnings: [])

  mutating func start() -> Action { go(to: .lease) }

  mutating func handle(_ event: Event) -> Action {
    switch (step, event) {
    case (.lease, .leased): return go(to: .decide)
    case (.decide, .decided(let decision)): return decided(decision)
    case (.prepare, .prepared): return go(to: .stage)
    case (.stage, .staged): return go(to: .check)
    case (.check, .checked(let findings)): return checked(findings)
    case (.publish, .refused(let finding)): return failed(.checksFailed([finding]))
    case (.publish, .published(let rows)):
      step = .record
      summary.rows += rows
      summary.ranges.append(waiting[0].range)
      return .record(waiting[0], rows: rows)
    case (.record, .recorded): return go(to: .clean)
    case (.clean, .cleaned): return cleaned()
    case (.some, .failed(let failure)): return failed(failure)
    default:
      preconditionFailure("\(event) while the task is at \(String(describing: step))")
    }
  }

  private mutating func decided(_ decision: BuildDecision) -> Action {
    switch decision {
    case .covered: return end(.success(.covered))
    case .inputMissing(let input, let range): return failed(.inputMissing(input, range))
    case .build(let pieces):
      waiting = pieces
      return go(to: .prepare)
    }
  }

  private mutating func checked(_ findings: [CheckFinding]) -> Action {
    let violations = findings.filter(\.isViolation)
    let errors = violations.filter { $0.check.severity == .error }
    guard errors.isEmpty else { return failed(.checksFailed(errors)) }
    summary.warnings += violations
    return go(to: .publish)
  }

  private mutating func cleaned() -> Action {
    waiting.removeFirst()
    return waiting.isEmpty ? end(.success(.built(summary))) : go(to: .prepare)
  }

  private mutating func failed(_ failure: TaskFailure) -> Action {
    // All is published and recorded: what was not cleaned up does not change how it ended.
    if step == .clean, waiting.count == 1 { return end(.success(.built(summary))) }
    return end(.failure(failure))
  }

  private mutating func end(_ result: Result<TaskOutcome, TaskFailure>) -> Action {
    step = nil
    return .end(result)
  }

  private mutating func go(to next: TaskStep) -> Action {
    step = next
    switch next {
    case .lease: return .lease
    case .decide: return .decide
    case .prepare: return .prepare(waiting[0])
    case .stage: return .stage(waiting[0])
    case .check: return .check(waiting[0])
    case .publish: return .publish(waiting[0])
    case .record: preconditionFailure("Recording needs the number of rows")
    case .clean: return .clean
    }
  }
}
