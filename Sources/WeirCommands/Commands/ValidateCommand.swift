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
      """)

  @OptionGroup var project: ProjectOptions

  @Flag(help: "Also check that every secret that specs name is set.")
  var secrets = false

  func run() async throws {
    let console = Console.standard
    try await console.run {
      let session = try await ProjectSession(project, console: console)
      guard let checked = await session.check() else { return .failed }
      if secrets, !secretsAreSet(in: checked, session) { return .failed }
      let tables = checked.first.map {
        $0.desired.lake.tables.count + $0.desired.warehouse.tables.count
      }
      let environments = checked.map(\.environment.name).joined(separator: ", ")
      console.note(
        "All is well: \(counted(session.files.sources.files.count, "file")), \(counted(tables ?? 0, "table")), "
          + "checked for \(environments).")
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
