internal import Diagnostics

#if canImport(Glibc)
  internal import Glibc
#endif

/// Where commands print: results to standard output, everything about the work to standard error.
struct Console: Sendable {
  let outputStyle: TextStyle
  let errorStyle: TextStyle
  /// Columns of the terminal, 80 where there is none.
  let width: Int
  /// Whether lines on standard error may be rewritten in place.
  let isInteractive: Bool

  /// Colours only on a terminal, and never when `NO_COLOR` is set (no-color.org) or the terminal is
  /// `dumb`.
  init(environment: [String: String]) {
    let mayColor = environment["NO_COLOR", default: ""].isEmpty && environment["TERM"] != "dumb"
    outputStyle = mayColor && isatty(STDOUT_FILENO) == 1 ? .ansi : .plain
    isInteractive = isatty(STDERR_FILENO) == 1
    errorStyle = mayColor && isInteractive ? .ansi : .plain
    width = environment["COLUMNS"].flatMap { Int($0) }.map { max(40, $0) } ?? 80
  }

  /// Prints to standard output as it is.
  func print(_ text: String) { write(text, to: STDOUT_FILENO) }

  /// Prints a line about the work to standard error.
  func note(_ line: String) { write(line + "\n", to: STDERR_FILENO) }

  /// Prints to standard error as it is.
  func printError(_ text: String) { write(text, to: STDERR_FILENO) }

  private func write(_ text: String, to descriptor: Int32) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let written = unsafe bytes.withUnsafeBytes { buffer in
        unsafe Glibc.write(descriptor, buffer.baseAddress, buffer.count)
      }
      // A reader that went away (`weir plan | head`) is no failure of the command.
      guard written > 0 || errno == EINTR else { return }
      bytes = bytes.dropFirst(max(0, written))
    }
  }
}
