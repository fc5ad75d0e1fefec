internal import Apply
internal import ArgumentParser
internal import Catalog
internal import Compile
internal import Diagnostics
internal import Files
internal import Lake
internal import PlanModel
internal import Planning
internal import Ports
internal import Report
internal import State
internal import Warehouse

extension DiagnosticCode {
  static let stalePlan = DiagnosticCode(701)
  static let unknownPlanFormat = DiagnosticCode(702)
  static let applyFailed = DiagnosticCode(703)
  static let otherEnvironment = DiagnosticCode(704)
}

extension Diagnostic {
  /// `how` says of some of what moved how it did.
  static func stalePlan(_ moved: [ObjectAddress], how: [ObjectAddress: String]) -> Self {
    // Parts of a table that moved itself are told with it.
    let whole = moved.filter { address in
      guard let table = address.table, address != .table(table) else { return true }
      return !moved.contains(.table(table))
    }
    let what =
      moved.isEmpty
      ? "The specs have changed since the plan was made."
      : "Since the plan was made, something else changed: "
        + whole.map { address in "'\(address)'" + (how[address].map { " (\($0))" } ?? "") }
        .joined(separator: ", ") + "."
    return .error(
      .stalePlan, summary: "Stale plan", detail: what + " Nothing was done.", at: nil,
      help: "Plan again, and look at what is different.")
  }

  static func unknownPlanFormat(_ version: Int) -> Self {
    .error(
      .unknownPlanFormat, summary: "Plan of another version",
      detail: "The plan has format \(version), this version of Weir reads "
        + "\(Plan.currentFormatVersion). Nothing was done.", at: nil, help: "Plan again.")
  }

  static func otherEnvironment(_ plan: Plan, wanted: String) -> Self {
    .error(
      .otherEnvironment, summary: "Plan of another environment",
      detail: "The plan was made for '\(plan.environment)' of '\(plan.platform)', not for "
        + "'\(wanted)'. Nothing was done.", at: nil, help: "Name its environment with '--env'.")
  }

  static func applyFailed(_ error: PortError, step: Step?, done: Int) -> Self {
    let place =
      step.map { "Step \($0.number), '\($0.change.address)', failed: " }
      ?? "Before the first step: "
    return .error(
      .applyFailed, summary: "Apply stopped",
      detail: place + error.description + " \(done) step\(done == 1 ? "" : "s") stay done.",
      at: nil, help: "Mend the cause and plan again: the next plan is exactly what is left.")
  }
}

/// `weir apply`
struct ApplyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "apply",
    abstract: "Carry out a plan.",
    discussion: """
      weir apply FILE does exactly what the saved plan says, and refuses it when anything that it \
      relies on has moved since. Without a file it plans first and carries that out. A risk that \
      the policy does not allow is taken with --allow here too: whoever applies takes it.

      Exits with 3 when a policy does not allow a change, 4 when the plan is stale, 5 when somebody \
      else is applying.
      """)

  @OptionGroup var project: ProjectOptions
  @OptionGroup var target: EnvironmentOptions
  @OptionGroup var allowances: AllowOptions

  @Option(
    help: ArgumentHelp(
      "How long to wait for another apply, and for each lock of the warehouse.",
      valueName: "seconds"))
  var lockTimeout = 30

  @Argument(help: "A plan saved by 'weir plan --out'.")
  var file: String?

  func run() async throws {
    let console = Console.standard
    try await console.run {
      let session = try await ProjectSession(project, console: console)
      guard let compiled = await session.compile(for: target.environment) else { return .failed }
      let access = try await session.access(to: compiled)
      let plan: Plan
      if let file {
        plan = try PlanFile(path: file).read()
        guard plan.environment == compiled.environment.name, plan.platform == compiled.platform
        else {
          console.report([.otherEnvironment(plan, wanted: compiled.environment.name)])
          return .failed
        }
        let refused = refusedSteps(
          of: plan,
          by: try compiled.policy(allowances: allowances.values, root: session.files.root))
        guard refused.isEmpty else {
          let report = PlanReport(plan, refused: refused)
          console.printError(report.text(style: console.errorStyle, detail: .summary))
          return .refusedByPolicy
        }
      } else {
        let result = try await makePlan(
          for: compiled, access, nil, allowances: allowances.values, root: session.files.root)
        console.report(result.diagnostics.diagnostics, in: session.files.sources)
        if result.diagnostics.hasErrors { return .failed }
        let report = PlanReport(result.plan, refused: result.refused)
        console.printError(report.text(style: console.errorStyle, detail: .summary))
        guard result.refused.isEmpty else { return .refusedByPolicy }
        plan = result.plan
      }
      guard !plan.isEmpty else {
        console.note("Nothing to do.")
        return .done
      }
      return try await apply(plan, of: compiled, access, console)
    }
  }

  /// How the objects have moved since the plan was made, where that can be told.
  private func differences(
    _ moved: [ObjectAddress], since plan: Plan, _ compiled: CompiledProject,
    _ access: EnvironmentAccess
  ) async -> [ObjectAddress: String] {
    // That the plan is stale is told in any case.
    guard let live = try? await LiveState.inspect(compiled, access) else { return [:] }
    let known = LiveObjects(live.state, live.facts)
    var how: [ObjectAddress: String] = [:]
    for object in plan.basis.objects where moved.contains(object.address) {
      how[object.address] = known.difference(from: object)
    }
    return how
  }

  private func apply(
    _ plan: Plan, of compiled: CompiledProject, _ access: EnvironmentAccess, _ console: Console
  ) async throws(PortError) -> Outcome {
    let state = try await access.state()
    let connection = try await access.warehouse()
    let applier = Applier(
      leases: state, basis: LiveBasis(project: compiled, access: access),
      warehouse: access.applier(
        connection,
        loader: access.environment.loader.text.isEmpty ? nil : access.environment.loader),
      lake: try await access.lake(), bundles: state)
    let crashPoints = CrashPoints(variables: ProcessEnvironment.variables)
    let total = plan.steps.count
    let request = ApplyRequest(
      plan: plan, bundle: compiled.bundleBytes, specs: compiled.specs,
      apply: ProcessIdentity.current.map { "\($0)" } ?? "", holder: RunOwner.thisProcess.name,
      lockTimeout: .seconds(lockTimeout), crashPoint: { crashPoints.pass($0) },
      progress: { step in
        console.note(
          "[\(step.number)/\(total)] \(step.change.kind.rawValue) \(step.change.address)")
      })
    do throws(ApplyError) {
      let receipt = try await applier.apply(request)
      console.note("Applied \(receipt.steps.count) step\(receipt.steps.count == 1 ? "" : "s").")
      await state.close()
      return .done
    } catch {
      switch error {
      case .stale(let moved):
        let how = await differences(moved, since: plan, compiled, access)
        console.report([.stalePlan(moved, how: how)])
        return .stalePlan
      case .unknownFormat(let version):
        console.report([.unknownPlanFormat(version)])
        return .failed
      case .failed(let error, let step, let done):
        if error.kind == .locked, step == nil {
          console.report([.failure(error)])
          return .locked
        }
        console.report([.applyFailed(error, step: step, done: done.count)])
        return .failed
      }
    }
  }
}

extension Console {
  /// Prints diagnostics that have no place in a file.
  func report(_ diagnostics: [Diagnostic]) { report(diagnostics, in: SourceMap()) }
}

extension RunOwner {
  /// For people: machine and process.
  var name: String { "\(machine), process \(process.prefix { $0 != " " })" }
}
