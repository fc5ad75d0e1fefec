internal import Catalog
internal import Diagnostics
internal import Ports
internal import Runner
internal import ScheduleModel
internal import Tasks

/// Tells of a run on standard error, a line an event.
struct RunProgress: Sendable {
  let console: Console

  func show(_ event: RunEvent) {
    switch event {
    case .began(let run, let tasks): console.note("Run \(run): \(tasks.count) tasks.")
    case .attemptBegan(let target, let attempt):
      if attempt > 1 { console.note("  \(target): attempt \(attempt)") }
    case .stepBegan: break
    case .attemptFailed(let target, let attempt, let failure, let delay):
      console.note("  \(target): attempt \(attempt) failed, next in \(text(delay))")
      console.printError(rendered(.taskFailed(target, because: failure)))
    case .taskEnded(let report): show(report)
    case .ended(let report):
      console.note("Run \(report.run) \(report.state.rawValue) in \(text(report.duration)).")
    }
  }

  private func show(_ report: TaskReport) {
    let style = console.errorStyle
    let mark: String =
      switch report.state {
      case .succeeded: style.colored("done", .green)
      case .covered: style.colored("covered", .gray)
      case .failed: style.colored("FAILED", .red)
      default: style.colored(report.state.rawValue, .yellow)
      }
    var line = "  \(mark) \(report.kindName) \(report.target)"
    if let built = report.built { line += ": \(grouped(built.rows)) rows" }
    if report.attempts > 0 { line += ", \(text(report.duration))" }
    console.note(line)
    for warning in report.built?.warnings ?? [] {
      console.note(
        "    warning: \(warning.check.name): \(warning.broken) rows: \(warning.check.meaning)")
    }
    if let failure = report.failure {
      console.printError(rendered(.taskFailed(report.target, because: failure)))
    }
  }

  private func rendered(_ diagnostic: Diagnostic) -> String {
    DiagnosticRenderer(sources: SourceMap(), style: console.errorStyle, width: console.width)
      .render(diagnostic)
  }

  private func text(_ duration: Duration) -> String {
    let tenths =
      duration.components.seconds * 10
      + duration.components.attoseconds / 100_000_000_000_000_000
    return "\(tenths / 10).\(tenths % 10) s"
  }

  /// `27,004`.
  private func grouped(_ number: Int64) -> String {
    var digits = String(number.magnitude)
    var out = ""
    while digits.count > 3 {
      out = "," + digits.suffix(3) + out
      digits.removeLast(3)
    }
    return (number < 0 ? "-" : "") + digits + out
  }
}
