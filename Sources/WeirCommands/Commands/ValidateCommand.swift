internal import ArgumentParser
internal import Catalog
internal import Compile
internal import Diagnostics
internal import Files

/// `weir validate`
struct ValidateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract: "Check every spec and every query, and report all mistakes at once.",
    discussion: """
      Reads specs/, resolves every name, type-checks every query and every reference, for each \
      environment. Needs no database and changes nothing. Exits with 1 when something is wrong.

      Of a large project in which nothing was found, it keeps in .weir/check what it looked at; if \
      only queries of transforms change, the next check looks at those and at what they read.
      """)

  @OptionGroup var project: ProjectOptions

  @Flag(help: "Also check that every secret that specs name is set.")
  var secrets = false

  @Flag(help: "Check everything anew, whatever the last check found.")
  var noCache = false

  func run() async throws {
    let console = Console.standard
    try await console.run {
      let started = FileSystem.stampClock
      let variables = project.variableValues
      if !noCache, !secrets {
        let root = try project.root()
        if let record = CheckRecord(root: root, variables: variables),
          let summary = await ProjectRecheck(root: root, variables: variables, record: record).run()
        {
          console.note(summary.text)
          return .done
        }
      }
      let session = try await ProjectSession(project, console: console)
      guard let (checked, isClean) = await session.checkAll() else { return .failed }
      if secrets, !secretsAreSet(in: checked, session) { return .failed }
      let summary = CheckSummary(
        files: session.files.sources.files.count, tables: checked.first?.tableCount ?? 0,
        environments: checked.map(\.environment.name))
      console.note(summary.text)
      if !noCache, isClean {
        await CheckRecord.write(session, checked, started: started, variables: variables)
      }
      return .done
    }
  }

  private func secretsAreSet(in checked: [CheckedProject], _ session: ProjectSession) -> Bool {
    let variables = ProcessEnvironment.variables
    let missing = checked.flatMap { $0.missingSecrets { variables[$0] != nil } }
    session.console.report(missing, in: session.files.sources)
    return missing.isEmpty
  }
}
