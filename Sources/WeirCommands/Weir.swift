internal import ArgumentParser
internal import Files
internal import Glibc

/// Runs the `weir` program with the arguments of the process, and ends the process.
package func runWeir() async {
  do {
    var command = try Weir.parseAsRoot()
    if var asynchronous = command as? any AsyncParsableCommand {
      try await asynchronous.run()
    } else {
      try command.run()
    }
  } catch {
    let message = Weir.fullMessage(for: error)
    let code = Weir.exitCode(for: error)
    let stream: StandardStream = code == .success ? .output : .error
    if !message.isEmpty { stream.write(message + "\n") }
    // Weir has one code for whatever is wrong, arguments included.
    exit(code == .validationFailure ? ExitCode.failure.rawValue : code.rawValue)
  }
}

/// The root command.
struct Weir: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "weir",
    abstract: "A compiler for cloud data platforms.",
    discussion: """
      Specs in YAML and SQL describe sources, a lake, a star schema, who may read what, and when it \
      is loaded. Weir checks them, plans the difference to what is live, applies it, and runs the \
      schedules.

      A first round: weir validate, weir plan, weir apply, weir run SCHEDULE, weir query.
      """,
    version: "0.1.0",
    subcommands: [
      InitCommand.self, SchemaCommand.self, ValidateCommand.self, ListCommand.self,
      CompileCommand.self, PlanCommand.self, ApplyCommand.self, ImportCommand.self, RunCommand.self,
      StatusCommand.self, DoctorCommand.self,
      QueryCommand.self, SQLCommand.self, LineageCommand.self, ImpactCommand.self, UpCommand.self,
      DownCommand.self,
      ExplainCommand.self, CatalogServerCommand.self,
    ]
  )
}
