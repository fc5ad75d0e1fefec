internal import Files
internal import Glibc

/// Kills this process at a named instant, so that tests see what a crash leaves behind: the
/// environment variable `WEIR_CRASH_AT` names it. Does nothing otherwise.
struct CrashPoints: Sendable {
  private let name: String?

  init(variables: [String: String]) { name = variables["WEIR_CRASH_AT"] }

  func pass(_ point: String) {
    if point == name { kill(getpid(), SIGKILL) }
  }
}
