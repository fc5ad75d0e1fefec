internal import Catalog
internal import Compile
internal import Diagnostics
internal import Files
internal import Ports
internal import Spec

/// A project that a command has loaded, and what was found in it.
struct ProjectSession: Sendable {
  let console: Console
  let files: ProjectFiles
  let spec: ProjectSpec
  /// The environment variables of the process; secrets are looked up in them.
  let environmentVariables = ProcessEnvironment.variables
  private let variables: [String: String]
  private let decodingProblems: DiagnosticSink

  /// Reads and decodes the specs; what is wrong with them is kept for `compile`.
  init(_ options: ProjectOptions, console: Console) async throws(FileError) {
    self.console = console
    let files = try await ProjectFiles(root: try options.root())
    self.files = files
    variables = options.variableValues
    var sink = DiagnosticSink()
    let decoded = await concurrently(files.specs.count) { index in
      decodeDeclarations(in: files.specs[index], sqlFiles: files.sql)
    }
    spec = ProjectSpec(decoded, sink: &sink)
    decodingProblems = sink
  }

  /// Compiles for one environment and prints every diagnostic; nil when there were errors.
  func compile(for environment: String) async -> CompiledProject? {
    await compile(for: [environment])?.first
  }

  /// Compiles for one environment and prints every diagnostic, and meanwhile reads what is live of its
  /// warehouse; nil when there were errors.
  func compileAndInspect(for environment: String) async -> (
    project: CompiledProject, live: EarlyInspection?
  )? {
    async let early = EarlyInspection.read(
      InspectionTarget(spec, environment: environment, variables: variables),
      root: files.root, variables: environmentVariables)
    guard let project = await compile(for: environment) else { return nil }
    return (project, await early)
  }

  /// The way into the environment of a project that was compiled here.
  func access(to project: CompiledProject) async throws(PortError) -> EnvironmentAccess {
    try await EnvironmentAccess(project, root: files.root, variables: environmentVariables)
  }

  /// Compiles for every declared environment; without one, says that `local` is missing.
  func compileAll() async -> [CompiledProject]? { await compile(for: environments) }

  /// Checks for every declared environment, or for one, and prints every diagnostic; nil when there
  /// were errors.
  func check(for environment: String? = nil) async -> [CheckedProject]? {
    await check(environment.map { [$0] } ?? environments, for: .check)?.projects
  }

  /// As `check`, and whether there was nothing at all to print.
  func checkAll() async -> (projects: [CheckedProject], isClean: Bool)? {
    await check(environments, for: .check)
  }

  /// Those that specs declare.
  private var environments: [String] {
    let declared = spec.environments.map { $0.name.value.text }
    return declared.isEmpty ? ["local"] : declared
  }

  private func compile(for environments: [String]) async -> [CompiledProject]? {
    guard let checked = await check(environments, for: .deployment)?.projects else { return nil }
    let sources = files.sources
    let contents = await concurrently(sources.files.count) {
      Fingerprint(of: sources.files[$0].bytes)
    }
    let specs = specsFingerprint(of: sources, contents: contents, variables: variables)
    var compiled: [CompiledProject] = []
    for project in checked {
      let versions = await concurrently(project.taskCount) { project.version(ofTaskAt: $0) }
      compiled.append(project.compiled(versions: versions, specs: specs))
    }
    return compiled
  }

  /// Checks for several environments and prints every diagnostic once; nil when there were errors.
  private func check(_ environments: [String], for purpose: CompilationPurpose) async -> (
    projects: [CheckedProject], isClean: Bool
  )? {
    var sink = decodingProblems
    var checked: [CheckedProject] = []
    for environment in environments {
      guard
        var stage = ProjectCompilation(
          spec, environment: environment, variables: variables, sink: &sink)
      else { continue }
      let begun = stage
      stage.prepareQueries(
        await concurrently(stage.tableShareCount) { begun.loweredTables(inShare: $0) })
      let prepared = stage
      let queries = await concurrently(stage.queryCount) {
        prepared.loweredQuery(at: $0, for: purpose)
      }
      checked.append(stage.finish(queries, sink: &sink))
      ProcessLifetime.keep(queries)
      ProcessLifetime.keep(stage)
    }
    console.report(sink.diagnostics, in: files.sources)
    ProcessLifetime.keep(self)
    ProcessLifetime.keep(checked)
    return sink.hasErrors ? nil : (checked, sink.diagnostics.isEmpty)
  }
}

extension Console {
  /// Prints diagnostics to standard error.
  func report(_ diagnostics: [Diagnostic], in sources: SourceMap) {
    printError(
      DiagnosticRenderer(sources: sources, style: errorStyle, width: width).render(diagnostics))
  }
}
