internal import ArgumentParser
internal import Catalog
internal import Compile
internal import Connect
internal import Diagnostics
internal import Engines
internal import Files
internal import JSON
internal import Lake
internal import Laptop
internal import Ports
internal import Runner
internal import ScheduleModel
internal import Sources
internal import State
internal import Tasks
internal import UnixSignals
internal import Warehouse

extension DiagnosticCode {
  static let nothingDeployed = DiagnosticCode(821)
  static let unknownSchedule = DiagnosticCode(822)
}

extension Diagnostic {
  static func nothingDeployed(_ environment: String) -> Self {
    .error(
      .nothingDeployed, summary: "Nothing deployed",
      detail: "No bundle was published to '\(environment)' yet, so there is nothing to run.",
      at: nil, help: "Run 'weir apply' first.")
  }

  static func unknownSchedule(_ name: String, known: [String]) -> Self {
    let similar = nearMatch(name, among: known)
    return .error(
      .unknownSchedule, summary: "Unknown schedule",
      detail: "The deployed bundle has no schedule '\(name)'.", at: nil,
      help: similar.map { "Did you mean '\($0)'?" }
        ?? "It has: \(known.joined(separator: ", ")). A new one runs after 'weir apply'.")
  }
}

/// `weir run`
struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Run a deployed schedule once, now, over a range of time.",
    discussion: """
      weir run nightly --since 2013-01-01 --until 2013-02-01

      Runs what the last apply published. The range is half-open: --since is in it, --until is not. \
      What was built already from the same inputs by the same queries is not built again; \
      --rebuild builds it all the same. Nothing is published whose checks fail.
      """)

  @OptionGroup var project: ProjectOptions
  @OptionGroup var target: EnvironmentOptions

  @Option(
    help: ArgumentHelp(
      "The first day (or moment) of the range: 2013-01-01 or 2013-01-01T04:30:00.",
      valueName: "day"))
  var since: String

  @Option(help: ArgumentHelp("The end of the range, not in it.", valueName: "day"))
  var until: String

  @Flag(help: "Build everything again, covered or not.")
  var rebuild = false

  @Option(help: ArgumentHelp("How many tasks may run at a time.", valueName: "count"))
  var parallelism = 2

  @Argument(help: "The schedule.")
  var schedule: String

  func validate() throws {
    guard let since = TimePoint(parsing: since) else {
      throw ValidationError("'--since \(since)' is not a day like 2013-01-01.")
    }
    guard let until = TimePoint(parsing: until) else {
      throw ValidationError("'--until \(until)' is not a day like 2013-02-01.")
    }
    guard since < until else { throw ValidationError("'--until' must be later than '--since'.") }
    guard parallelism > 0 else { throw ValidationError("'--parallelism' must be at least 1.") }
  }

  private var range: TimeRange? {
    guard let since = TimePoint(parsing: since), let until = TimePoint(parsing: until) else {
      return nil
    }
    return TimeRange(since, until)
  }

  func run() async throws {
    let console = Console.standard
    try await console.run {
      let session = try await ProjectSession(project, console: console)
      guard let compiled = await session.compile(for: target.environment), let range else {
        return .failed
      }
      let missing = compiled.missingSecrets { session.environmentVariables[$0] != nil }
      console.report(missing, in: session.files.sources)
      guard missing.isEmpty else { return .failed }
      let access = try await session.access(to: compiled)
      let state = try await access.state()
      guard let deployed = try await state.current(environment: compiled.environment.name) else {
        console.report([.nothingDeployed(compiled.environment.name)])
        return .failed
      }
      let bundle = try decoded(deployed.bytes)
      guard let schedule = bundle.schedules.first(where: { $0.name == schedule }) else {
        console.report([.unknownSchedule(self.schedule, known: bundle.schedules.map(\.name))])
        return .failed
      }
      let order = RunOrder(
        schedule: schedule, range: range, bundle: deployed.fingerprint,
        extent: rebuild ? .everything : .outdated, parallelism: parallelism)
      return try await run(order, access, state, console)
    }
  }

  private func decoded(_ bytes: [UInt8]) throws(PortError) -> Bundle {
    do {
      return try JSONValueDecoder().decode(Bundle.self, from: try JSONValue(parsing: bytes))
    } catch {
      throw PortError(
        .refused,
        "The deployed bundle was published by another version of Weir. 'weir apply' publishes it anew.",
        debugDetail: "\(error)")
    }
  }

  private func run(
    _ order: RunOrder, _ access: EnvironmentAccess, _ state: StateDatabase, _ console: Console
  ) async throws(PortError) -> Outcome {
    _ = try await state.closeAbandonedRuns()
    let crashPoints = CrashPoints(variables: ProcessEnvironment.variables)
    let clock = ContinuousClock()
    let worker = TaskWorker(
      ports: try await access.taskPorts(state),
      terms: LeaseTerms(holder: RunOwner.thisProcess.name), clock: clock,
      crashPoint: { crashPoints.pass($0) })
    let runner = ScheduleRunner(
      runs: state, worker: worker, clock: clock, crashPoint: { crashPoints.pass($0) })
    let progress = RunProgress(console: console)
    let report = try await withInterruption { stop throws(PortError) in
      try await runner.run(order, stop: stop) { progress.show($0) }
    }
    await state.close()
    return report.state == .succeeded || report.state == .covered ? .done : .failed
  }

  private static func stopOnSignal(_ stop: StopSignal) async {
    for await _ in await UnixSignalsSequence(trapping: .sigint, .sigterm) { stop.stop() }
  }

  /// Runs `work` with a signal that Ctrl-C and SIGTERM give.
  private func withInterruption(
    _ work: (StopSignal) async throws(PortError) -> RunReport
  ) async throws(PortError) -> RunReport {
    let stop = StopSignal()
    async let _: Void = Self.stopOnSignal(stop)
    let result = await resultOf { () async throws(PortError) in try await work(stop) }
    // Leaving this scope cancels the listening.
    return try result.get()
  }
}

extension EnvironmentAccess {
  /// Everything that tasks touch the world through.
  func taskPorts(_ state: StateDatabase) async throws(PortError) -> TaskPorts {
    let access = self
    return TaskPorts(
      leases: state, coverage: state,
      extractor: StreamExtractor(
        landingRoot: "\(services.laptop.weirFolder)/landing", http: HTTPClient(),
        secrets: { name throws(PortError) in try access.secret(name) },
        connections: { reference throws(PortError) in try access.settings(for: reference) },
        clock: ContinuousClock()),
      lake: try await lake(), engine: try engine(),
      warehouse: PostgreSQLPublisher(
        pool: PostgresPool(try loaderSettings()), owner: ledgerOwner, dialect: environment.dialect))
  }

  /// The warehouse as the loader sees it; without a loader, as the connection's own login.
  func loaderSettings() throws(PortError) -> ConnectionSettings {
    let loader = environment.loader.text
    return try settings(for: environment.warehouse, user: loader.isEmpty ? nil : loader)
  }

  func engine() throws(PortError) -> DuckDBEngine {
    DuckDBEngine(
      DuckDBSettings(
        installation: try DuckDBInstallation(
          virtualEnvironment: "\(services.laptop.root)/.venv"),
        catalogURI: try catalogURI(), warehouse: try loaderSettings(),
        temporaryFolder: "\(services.laptop.weirFolder)/duckdb"))
  }
}
