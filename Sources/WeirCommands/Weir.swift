internal import ArgumentParser

/// Runs the `weir` program with the arguments of the process, and ends the process.
package func runWeir() async {
  await Weir.main()
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
      ValidateCommand.self, CompileCommand.self, PlanCommand.self, ApplyCommand.self,
      RunCommand.self, StatusCommand.self, QueryCommand.self, UpCommand.self, DownCommand.self,
      CatalogServerCommand.self,
    ]
  )
}
