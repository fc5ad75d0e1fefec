internal import ArgumentParser
internal import Compile
internal import Connect
internal import Diagnostics
internal import Foundation
internal import Ports
internal import Proving
internal import Report
internal import Warehouse

/// `weir doctor`
struct DoctorCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Try what Weir does on a warehouse of yours, and write down what works.",
    discussion: """
      --conformance runs every kind of statement that Weir emits, and every query with which it \
      inspects, in a schema and with roles of its own (weir_proof_...), which are gone afterwards, and \
      compares what it reads back. The login needs the right to make schemas and roles.

      The report is conformance/ENVIRONMENT.json: commit it. Plans name kinds of statements that it \
      does not prove, and 'policies: proven' of the platform refuses them.

      Exits with 0 when all was as meant, else with 1.
      """)

  @OptionGroup var project: ProjectOptions
  @OptionGroup var target: EnvironmentOptions

  @Flag(help: "Try every kind of statement in a schema of its own.")
  var conformance = false

  func validate() throws {
    if !conformance { throw ValidationError("Say what to look at: --conformance.") }
  }

  func run() async throws {
    let console = Console.standard
    try await console.run {
      let session = try await ProjectSession(project, console: console)
      guard let compiled = await session.compile(for: target.environment) else { return .failed }
      let access = try await session.access(to: compiled)
      let number = ProcessInfo.processInfo.processIdentifier
      let schema = "weir_proof_\(number)"
      console.note("Trying statements in the schema '\(schema)' of '\(target.environment)'.")
      let report = try await prove(access, schema)
      let file = ProofFile(root: session.files.root, environment: compiled.environment.name)
      try file.write(report)
      console.print(text(of: report, console))
      console.note("Wrote \(file.path).")
      return report.isClean ? .done : .failed
    }
  }

  private func prove(_ access: EnvironmentAccess, _ schema: String) async throws(PortError)
    -> ProofReport
  {
    let connection = try await access.warehouse()
    let owner = LedgerOwner(platform: "weir doctor", environment: schema)
    let prover = Prover(
      connection: connection, inspector: access.inspector(connection, owner: owner),
      applier: access.applier(connection, loader: nil, owner: owner),
      dialect: access.environment.dialect)
    let report: ProofReport
    do throws(PortError) {
      report = try await prover.prove(in: schema, at: Date.now.formatted(.iso8601))
    } catch {
      await connection.close()
      throw error
    }
    await connection.close()
    return report
  }

  private func text(of report: ProofReport, _ console: Console) -> String {
    var out = "\(report.server)\n\n"
    var table = TextTable(headers: ["kind", "runs", "result"], alignments: [.left, .right, .left])
    let all = report.inspections + report.statements
    for result in all {
      table.append([
        result.name, String(result.runs), result.failure == nil ? "as meant" : "NOT AS MEANT",
      ])
    }
    out += table.render()
    for result in all {
      if let failure = result.failure { out += "\n\(result.name): \(failure)\n" }
    }
    let failed = all.filter { $0.failure != nil }.count
    out += "\n\(all.count - failed) as meant, \(failed) not.\n"
    return out
  }
}
