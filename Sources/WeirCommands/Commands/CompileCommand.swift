internal import ArgumentParser
internal import Compile
internal import Generate

/// `weir compile`
struct CompileCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compile",
    abstract: "Write generated/: DDL, grants, loads and schedules, for people to review.",
    discussion: """
      Writes generated/<env>/ for each environment that specs declare, or for the one that --env \
      names. The same specs give the same bytes; files that nothing produces any more are removed. \
      Needs no database. Commit the result: a merge request shows what a change does.
      """)

  @OptionGroup var project: ProjectOptions

  @Option(
    name: [.customShort("e"), .customLong("env")],
    help: "Only this environment; all that specs declare when not given.")
  var environment: String?

  func run() async throws {
    let console = Console.standard
    try await console.run {
      let session = try await ProjectSession(project, console: console)
      let compiled =
        if let environment { await session.compile(for: environment).map { [$0] } } else {
          await session.compileAll()
        }
      guard let compiled else { return .failed }
      for one in compiled {
        let name = "generated/\(one.environment.name)"
        let folder = GeneratedFolder(path: "\(session.files.root)/\(name)")
        let count = try await folder.write(Generation(one))
        console.note(
          "\(name): \(count.files) files, \(count.written) written, \(count.removed) removed.")
      }
      return .done
    }
  }
}
