package import Ports
package import ScheduleModel

/// What a check found.
package struct CheckFinding: Hashable, Sendable {
  package let check: CompiledCheck
  /// How many rows break the rule.
  package let broken: Int64

  package init(check: CompiledCheck, broken: Int64) {
    self.check = check
    self.broken = broken
  }

  /// Whether it found more than the check accepts.
  package var isViolation: Bool { broken > Int64(check.threshold) }

  /// In one sentence: the check's name, how many rows, and what that means.
  package var sentence: String {
    let rows = broken == 1 ? "1 row" : "\(broken) rows"
    let end = check.meaning.hasSuffix(".") ? "" : "."
    return "The check '\(check.name)' found \(rows): \(check.meaning)\(end)"
  }
}

/// How a task ended well.
package enum TaskOutcome: Hashable, Sendable {
  /// There was nothing to do.
  case covered
  case built(BuildSummary)
}

/// What a task built.
package struct BuildSummary: Hashable, Sendable {
  /// Sorted; they do not touch each other.
  package var ranges: [TimeRange]
  package var rows: Int64
  /// Violations of checks that only warn.
  package var warnings: [CheckFinding]

  package init(ranges: [TimeRange], rows: Int64, warnings: [CheckFinding]) {
    self.ranges = ranges
    self.rows = rows
    self.warnings = warnings
  }
}

/// How a task ended badly. What was published before stays as it was.
package enum TaskFailure: Error, Sendable {
  /// These checks, one at least, were violated.
  case checksFailed([CheckFinding])
  /// An input was not built over a range that is to be built.
  case inputMissing(TargetID, TimeRange)
  /// The lease on the target expired or went to somebody else.
  case leaseLost
  /// The attempt took longer than it may.
  case timedOut(Duration)
  /// Somebody stopped the run.
  case stopped
  /// The world failed while the task was at this step.
  case port(PortError, at: TaskStep)

  /// Whether another attempt may end better with nothing else changed.
  package var isRetryable: Bool {
    switch self {
    case .checksFailed, .inputMissing, .stopped: false
    case .leaseLost, .timedOut: true
    case .port(let error, _):
      switch error.kind {
      case .unreachable, .conflict, .locked, .local: true
      case .denied, .missing, .refused, .cancelled: error.isRetryable
      }
    }
  }

  /// What went wrong, in full sentences without row values.
  package var message: String {
    switch self {
    case .checksFailed(let findings): findings.map(\.sentence).joined(separator: " ")
    case .inputMissing(let input, let range):
      "Its input '\(input)' was not built over \(range)."
    case .leaseLost:
      "The lease on the target was lost, so nothing was published."
    case .timedOut(let limit): "The attempt took longer than \(limit)."
    case .stopped: "The run was stopped."
    case .port(let error, _): error.description
    }
  }
}
