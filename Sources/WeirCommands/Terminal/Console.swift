internal import Diagnostics
internal import Files

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
    outputStyle = mayColor && StandardStream.output.isTerminal ? .ansi : .plain
    isInteractive = StandardStream.error.isTerminal
    errorStyle = mayColor && isInteractive ? .ansi : .plain
    width = max(40, StandardStream.error.columns ?? 80)
  }

  /// The console of this process.
  static var standard: Console { Console(environment: ProcessEnvironment.variables) }

  /// Prints to standard output as it is.
  func print(_ text: String) { StandardStream.output.write(text) }

  /// Prints a line about the work to standard error.
  func note(_ line: String) { StandardStream.error.write(line + "\n") }

  /// Prints to standard error as it is.
  func printError(_ text: String) { StandardStream.error.write(text) }
}
