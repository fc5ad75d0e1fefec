internal import ArgumentParser
internal import Catalog
internal import Compile
internal import Diagnostics
internal import Ports
internal import ScheduleModel
internal import State

/// `weir status`
struct StatusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Show the latest runs and what became of their tasks.")

  @OptionGroup var project: ProjectOptions
  @OptionGroup var target: EnvironmentOptions

  @Option(help: "How many runs.")
  var limit = 1

  @Argument(help: "Only runs of this schedule.")
  var schedule: String?

  func run() async throws {
    let console = Console.standard
    try await console.run {
      let session = try await ProjectSession(project, console: console)
      guard let compiled = await session.compile(for: target.environment) else { return .failed }
      let access = try await session.access(to: compiled)
      let state = try await access.state()
      let deployed = try await state.current(environment: compiled.environment.name)
      console.print("Deployed bundle: \(deployed?.fingerprint.short ?? "none yet")\n")
      let runs = try await state.latestRuns(of: schedule, limit: max(1, limit))
      if runs.isEmpty { console.print("No runs yet.\n") }
      for run in runs { console.print(text(of: run, console)) }
      await state.close()
      return .done
    }
  }

  private func text(of run: RunRecord, _ console: Console) -> String {
    var out = "\n" + console.outputStyle.bold("Run \(run.id) of \(run.schedule)")
    out += ", \(run.range): \(run.state.rawValue)\n"
    out += "started \(run.startedAt)"
    if let finishedAt = run.finishedAt { out += ", finished \(finishedAt)" }
    out += "\n\n"
    var table = TextTable(
      headers: ["task", "state", "tries", "rows", "seconds"],
      alignments: [.left, .left, .right, .right, .right])
    for task in run.tasks {
      table.append([
        task.target.text, task.state.rawValue, String(task.attempts),
        task.rows.map(String.init) ?? "",
        task.seconds.map { String((($0 * 10).rounded()) / 10) } ?? "",
      ])
    }
    out += table.render()
    for task in run.tasks {
      if let message = task.message { out += "\n\(task.target): \(message)\n" }
    }
    return out
  }
}
