internal import Apply
internal import ArgumentParser
internal import Catalog
internal import Compile
internal import Connect
internal import Diagnostics
internal import Files
internal import JSON
internal import PlanModel
internal import Planning
internal import Ports
internal import Proving
internal import Report
internal import State
internal import Warehouse

/// `weir plan`
struct PlanCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Show what apply would change, in which order, and what each change may do.",
    discussion: """
      Reads the live lake catalog and the live warehouse, and compares them with the specs. Changes \
      nothing. --out saves the plan for 'weir apply FILE'.

      Exits with 0, with --detailed-exitcode with 2 when there are changes, and with 3 when a \
      policy does not allow one.
      """)

  @OptionGroup var project: ProjectOptions
  @OptionGroup var target: EnvironmentOptions
  @OptionGroup var allowances: AllowOptions

  @Option(help: ArgumentHelp("Save the plan to this file.", valueName: "file"))
  var out: String?

  @Flag(help: "Exit with 2 when there are changes.")
  var detailedExitcode = false

  @Flag(
    help: """
      Run the warehouse's statements on the live system in one transaction, and undo them: readers and \
      writers wait as they would for the apply.
      """)
  var rehearse = false

  @Flag(help: "Print one entry a change, without the statements.")
  var summary = false

  func run() async throws {
    let console = Console.standard
    try await console.run {
      console.note("Comparing '\(target.environment)' with the specs.")
      let session = try await ProjectSession(project, console: console)
      guard let (compiled, live) = await session.compileAndInspect(for: target.environment)
      else { return .failed }
      let access = try await session.access(to: compiled)
      let result = try await makePlan(
        for: compiled, access, live, allowances: allowances.values, root: session.files.root)
      console.report(result.diagnostics.diagnostics, in: session.files.sources)
      let report = PlanReport(result.plan, refused: result.refused)
      console.print(
        report.text(style: console.outputStyle, detail: summary ? .summary : .statements))
      if result.diagnostics.hasErrors { return .failed }
      if let out { try PlanFile(path: out).write(result.plan) }
      if rehearse, !(try await rehearse(result.plan, access, console)) { return .failed }
      if !result.refused.isEmpty { return .refusedByPolicy }
      return detailedExitcode && !result.plan.isEmpty ? .changesPresent : .done
    }
  }
}

extension PlanCommand {
  /// How long a rehearsal waits for a lock: nobody is to wait for it for long.
  private static let rehearsalPatience = Duration.seconds(5)

  /// Whether the server took every statement; says so, or which it refuses.
  private func rehearse(_ plan: Plan, _ access: EnvironmentAccess, _ console: Console)
    async throws -> Bool
  {
    let connection = try await access.warehouse()
    let applier = access.applier(connection, loader: nil)
    do throws(ApplyError) {
      let (rehearsed, passedOver) = try await Rehearsal(warehouse: applier).run(
        plan, lockTimeout: Self.rehearsalPatience)
      await connection.close()
      let rest = passedOver == 0 ? "" : " \(passedOver) of other kinds were not run."
      console.note(
        "Rehearsed \(rehearsed) step\(rehearsed == 1 ? "" : "s") on the live warehouse, and undid "
          + "\(rehearsed == 1 ? "it" : "them").\(rest)")
      return true
    } catch {
      await connection.close()
      guard case .failed(let failure, let step, _) = error else { throw error }
      if failure.kind == .cancelled { throw failure }
      console.report([.rehearsalFailed(failure, step: step)])
      return false
    }
  }
}

extension DiagnosticCode {
  static let rehearsalFailed = DiagnosticCode(705)
}

extension Diagnostic {
  fileprivate static func rehearsalFailed(_ error: PortError, step: Step?) -> Self {
    let place =
      step.map { "Step \($0.number), '\($0.change.address)', would fail: " }
      ?? "Before the first step: "
    return .error(
      .rehearsalFailed, summary: "Rehearsal stopped",
      detail: place + error.description + " Everything is undone.", at: nil,
      help: "Mend the cause and plan again.")
  }
}

/// `--allow`, for commands that plan.
struct AllowOptions: ParsableArguments {
  @Option(
    name: .customLong("allow"),
    help: ArgumentHelp(
      "Take one risk of one object, as 'destroys:ops.old_table'. Repeatable.",
      valueName: "risk:address"))
  var texts: [String] = []

  func validate() throws {
    for text in texts where RiskPolicy.Allowance(text: text) == nil {
      let risks = Risk.Kind.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError(
        "'--allow \(text)' is not of the form RISK:ADDRESS with a risk of: \(risks).")
    }
  }

  var values: [RiskPolicy.Allowance] { texts.compactMap { RiskPolicy.Allowance(text: $0) } }
}

/// The plan from what is live to what the project wants.
func makePlan(
  for project: CompiledProject, _ access: EnvironmentAccess, _ early: EarlyInspection?,
  allowances: [RiskPolicy.Allowance], root: String
) async throws(PortError) -> PlanningResult {
  async let current = resultOf { () async throws(PortError) in
    let state = try await access.state()
    let published = try await state.current(environment: project.environment.name)?.fingerprint
    await state.close()
    return published
  }
  let live = try await LiveState.inspect(project, access, early)
  let published = try await current.get()
  let input = PlanningInput(
    platform: project.platform, environment: project.environment.name,
    dialect: project.environment.dialect, desired: project.desired, live: live.state,
    facts: live.facts, lakeTables: live.lakeTables, scope: project.scope,
    renames: project.renames,
    readers: DeclaredReaders(
      tables: project.lineage.readers().mapValues { $0.map(\.dotted) },
      columns: project.lineage.columnReaders().mapValues { $0.map(\.dotted) }),
    policy: try project.policy(allowances: allowances, root: root),
    specs: project.specs, bundle: Fingerprint(of: project.bundleBytes),
    publishedBundle: published,
    proven: try ProofFile(root: root, environment: project.environment.name).read()?.proven,
    dropAfter: project.environment.dropAfter)
  ProcessLifetime.keep(input)
  return makePlan(input)
}

extension CompiledProject {
  /// What the environment takes, and what was allowed by name.
  func policy(allowances: [RiskPolicy.Allowance], root: String) throws(PortError) -> RiskPolicy {
    var policy = RiskPolicy(allowed: environment.allowedRisks, allowances: allowances)
    if environment.demandsProof {
      policy.proven = try ProofFile(root: root, environment: environment.name).read()?.proven ?? []
    }
    return policy
  }

  /// The bundle as it is published: canonical JSON.
  var bundleBytes: [UInt8] {
    do {
      return try JSONValueEncoder().encode(bundle).canonicalBytes()
    } catch {
      preconditionFailure("a bundle cannot be encoded: \(error)")
    }
  }
}

/// A saved plan.
struct PlanFile: Sendable {
  let path: String

  func write(_ plan: Plan) throws(FileError) {
    let json: JSONValue
    do {
      json = try JSONValueEncoder().encode(plan)
    } catch {
      preconditionFailure("a plan cannot be encoded: \(error)")
    }
    try FileSystem.write(json.prettyBytes(), to: path, .atomic)
  }

  /// - Throws: `FileError` when it cannot be read, `PortError.refused` when it is no plan.
  func read() throws -> Plan {
    let bytes = try FileSystem.read(path)
    do {
      return try JSONValueDecoder().decode(Plan.self, from: try JSONValue(parsing: bytes))
    } catch {
      throw PortError(
        .refused,
        "'\(path)' is no plan that this version of Weir reads: \(error). "
          + "Make a new one with 'weir plan --out \(path)'.")
    }
  }
}
