package import Ports
package import ScheduleModel
package import Tasks

/// What one task of a run came to.
package struct TaskReport: Sendable {
  package let target: TargetID
  /// `extract`, `load`, `transform`, `dimension`, `fact`, `aggregate`.
  package let kindName: String
  package let settlement: RunMachine.Settlement
  /// Zero when it was skipped or cancelled before it began.
  package let attempts: Int
  /// Of all attempts together.
  package let duration: Duration

  package init(
    target: TargetID, kindName: String, settlement: RunMachine.Settlement, attempts: Int,
    duration: Duration
  ) {
    self.target = target
    self.kindName = kindName
    self.settlement = settlement
    self.attempts = attempts
    self.duration = duration
  }

  package var state: RunState { settlement.state }

  /// Nil unless it built something.
  package var built: BuildSummary? {
    if case .ended(.built(let summary)) = settlement { summary } else { nil }
  }

  /// Nil unless it failed.
  package var failure: TaskFailure? {
    if case .failed(let failure) = settlement { failure } else { nil }
  }
}

/// What a run came to.
package struct RunReport: Sendable {
  package let run: RunID
  package let state: RunState
  /// In the order of the schedule.
  package let tasks: [TaskReport]
  package let duration: Duration

  package init(run: RunID, state: RunState, tasks: [TaskReport], duration: Duration) {
    self.run = run
    self.state = state
    self.tasks = tasks
    self.duration = duration
  }
}

/// What happens during a run, as it happens, for a terminal.
package enum RunEvent: Sendable {
  /// The tasks in the order of the schedule.
  case began(RunID, tasks: [TaskNode])
  /// Attempts count from one.
  case attemptBegan(TargetID, attempt: Int)
  case stepBegan(TargetID, TaskStep)
  case attemptFailed(TargetID, attempt: Int, TaskFailure, nextAfter: Duration)
  case taskEnded(TaskReport)
  case ended(RunReport)
}
