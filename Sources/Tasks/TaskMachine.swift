internal import Ports
internal import ScheduleModel

/// Decides what an attempt on a task does next. It has no clock, no port and no task: events in,
/// actions out.
///
/// ```
/// idle -> lease -> decide -> ended                                     covered, input missing
///                  decide -> prepare -> stage -> check -> publish -> clean -> record
///                            record -> prepare                          there is another piece
///                            record -> ended                            there is none
/// every step -> ended                                                  on failure
/// ```
/// The place aside is cleaned before the build is recorded: killed in between, the next attempt builds
/// again, and takes away what was left. Whoever performs the actions takes away what a failed attempt
/// left and gives the lease back.
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
    case cleaned
    case recorded
    case failed(TaskFailure)
  }

  enum Action {
    case lease
    case decide
    case prepare(BuildPiece)
    case stage(BuildPiece)
    case check(BuildPiece)
    case publish(BuildPiece)
    case clean
    case record(BuildPiece, rows: Int64)
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
      case .clean: .clean
      case .record: .record
      case .end: nil
      }
    }
  }

  /// Nil before the start and after the end.
  private(set) var step: TaskStep?
  private var waiting: [BuildPiece] = []
  /// Of the piece that was published last.
  private var rows: Int64 = 0
  private var summary = BuildSummary(ranges: [], rows: 0, warnings: [])

  mutating func start() -> Action { go(to: .lease) }

  mutating func handle(_ event: Event) -> Action {
    switch (step, event) {
    case (.lease, .leased): return go(to: .decide)
    case (.decide, .decided(let decision)): return decided(decision)
    case (.prepare, .prepared): return go(to: .stage)
    case (.stage, .staged): return go(to: .check)
    case (.check, .checked(let findings)): return checked(findings)
    case (.publish, .refused(let finding)): return end(.failure(.checksFailed([finding])))
    case (.publish, .published(let rows)):
      self.rows = rows
      return go(to: .clean)
    case (.clean, .cleaned): return go(to: .record)
    case (.record, .recorded): return recorded()
    case (.some, .failed(let failure)): return end(.failure(failure))
    default:
      preconditionFailure("\(event) while the task is at \(String(describing: step))")
    }
  }

  private mutating func decided(_ decision: BuildDecision) -> Action {
    switch decision {
    case .covered: return end(.success(.covered))
    case .inputMissing(let input, let range): return end(.failure(.inputMissing(input, range)))
    case .build(let pieces):
      waiting = pieces
      return go(to: .prepare)
    }
  }

  private mutating func checked(_ findings: [CheckFinding]) -> Action {
    let violations = findings.filter(\.isViolation)
    let errors = violations.filter { $0.check.severity == .error }
    guard errors.isEmpty else { return end(.failure(.checksFailed(errors))) }
    summary.warnings += violations
    return go(to: .publish)
  }

  private mutating func recorded() -> Action {
    summary.rows += rows
    summary.ranges.append(waiting.removeFirst().range)
    return waiting.isEmpty ? end(.success(.built(summary))) : go(to: .prepare)
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
    case .clean: return .clean
    case .record: return .record(waiting[0], rows: rows)
    }
  }
}
