internal import ArgumentParser

/// How a command ends, as the process's exit code (design: exit codes).
enum Outcome: Int32, Sendable {
  /// Done, or nothing to do.
  case done = 0
  /// Something is wrong; diagnostics say what.
  case failed = 1
  /// There are changes, and `--detailed-exitcode` was given.
  case changesPresent = 2
  /// A policy does not allow a change.
  case refusedByPolicy = 3
  /// The plan's basis has moved.
  case stalePlan = 4
  /// Somebody else holds the lease.
  case locked = 5

  /// Ends the command when it is not `done`.
  func exit() throws {
    guard self == .done else { throw ExitCode(rawValue) }
  }
}
