internal import ArgumentParser

/// Runs the `weir` program with the arguments of the process, and ends the process.
package func runWeir() {
  Weir.main()
}

/// The root command.
struct Weir: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "weir",
    abstract: "A compiler for cloud data platforms.",
    version: "0.1.0"
  )
}
