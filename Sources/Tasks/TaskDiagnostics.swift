package import Diagnostics
package import ScheduleModel

extension DiagnosticCode {
  /// A check found broken rows, so the table was left as it was.
  package static let checkFailed = DiagnosticCode(801)
  /// A task found that an input was not built.
  package static let inputNotBuilt = DiagnosticCode(802)
  /// A task lost its lease.
  package static let leaseLost = DiagnosticCode(803)
  /// A task took longer than its schedule allows.
  package static let taskTimedOut = DiagnosticCode(804)
  /// A run was stopped.
  package static let runStopped = DiagnosticCode(805)
  /// A server, a file or a process failed a task.
  package static let taskFailed = DiagnosticCode(806)
}

extension Diagnostic {
  /// Why a task failed, for the terminal.
  package static func taskFailed(_ target: TargetID, because failure: TaskFailure) -> Self {
    let detail = "'\(target)': \(failure.message)"
    return switch failure {
    case .checksFailed:
      .error(
        .checkFailed, summary: "A check failed",
        detail: detail + " The published table was left as it was.", at: nil,
        help: "Mend the rows at their source or the rule in the spec, then run the schedule again.")
    case .inputMissing(let input, let range):
      .error(
        .inputNotBuilt, summary: "An input is not built", detail: detail, at: nil,
        help: "Build '\(input)' over \(range) first, or run the whole schedule.")
    case .leaseLost:
      .error(
        .leaseLost, summary: "A lease was lost", detail: detail, at: nil,
        help: "Another run may hold it now, or the state database was out of reach for too long.")
    case .timedOut:
      .error(
        .taskTimedOut, summary: "A task took too long", detail: detail, at: nil,
        help: "Raise the schedule's 'timeout', or run a shorter range.")
    case .stopped:
      .error(
        .runStopped, summary: "The run was stopped", detail: detail, at: nil,
        help: "Run the schedule again: what was built is not built twice.")
    case .port(_, let step):
      .error(
        .taskFailed, summary: "A task failed",
        detail: "'\(target)', while it was \(step.gerund): \(failure.message)", at: nil)
    }
  }
}
