package import Catalog
package import Diagnostics
package import Spec

/// Compiles a project for one environment: resolves every name, type-checks every query, and works
/// out what the platform should be and what runs in it. Reports everything it can find.
///
/// `variables` are those of the command line and win over the environment's own. Nil when the
/// environment does not exist or cannot be read; otherwise a project that must not be used when errors were reported.
package func compile(
  _ project: ProjectSpec, environment name: String, variables: [String: String] = [:],
  specs: Fingerprint, sink: inout DiagnosticSink
) -> CompiledProject? {
  guard
    var stage = ProjectCompilation(
      project, environment: name, variables: variables, sink: &sink)
  else { return nil }
  stage.prepareQueries((0..<stage.tableShareCount).map { stage.loweredTables(inShare: $0) })
  let checked = stage.finish(
    (0..<stage.queryCount).map { stage.loweredQuery(at: $0, for: .deployment) }, sink: &sink)
  return checked.compiled(
    versions: (0..<checked.taskCount).map { checked.version(ofTaskAt: $0) }, specs: specs)
}

/// What a project is compiled for.
package enum CompilationPurpose: Sendable {
  /// To find what is wrong with it. Its tasks are without the queries that run.
  case check
  /// To have it run, for which its tasks get versions.
  case deployment
}

/// A compilation in stages with the lake's tables and the queries between them, each of which stands
/// alone: whoever wants to can work on several at a time.
package struct ProjectCompilation: Sendable {
  private var compilation: Compilation

  /// Does everything that comes before the lake's tables. Nil, like `compile`, when the environment does
  /// not exist or cannot be read.
  package init?(
    _ project: ProjectSpec, environment name: String, variables: [String: String],
    sink: inout DiagnosticSink
  ) {
    guard let environment = environment(name, of: project, sink: &sink) else { return nil }
    compilation = Compilation(
      project: project, environment: environment, variables: variables, sink: DiagnosticSink())
    compilation.prepareTables()
  }

  /// How many tables of the lake are lowered at a time.
  private static let tableShare = 256

  package var tableShareCount: Int {
    (compilation.project.lakeTables.count + Self.tableShare - 1) / Self.tableShare
  }

  /// What is found out about a share of the lake's tables.
  package func loweredTables(inShare index: Int) -> LoweredTables {
    let start = index * Self.tableShare
    let end = min(start + Self.tableShare, compilation.project.lakeTables.count)
    return compilation.loweredTables(start..<end)
  }

  /// Does everything that comes between the lake's tables and the queries. `tables` are the results
  /// of `loweredTables`, in order.
  package mutating func prepareQueries(_ tables: [LoweredTables]) {
    compilation.prepareQueries(tables)
  }

  package var queryCount: Int { compilation.transforms.count }

  /// What is found out about one query.
  package func loweredQuery(at index: Int, for purpose: CompilationPurpose) -> LoweredTransform {
    compilation.lowered(compilation.transforms[index], for: purpose)
  }

  /// Does the rest. `queries` are the results of `loweredQuery`, in order.
  package mutating func finish(_ queries: [LoweredTransform], sink: inout DiagnosticSink)
    -> CheckedProject
  {
    let checked = compilation.finish(queries)
    sink.absorb(compilation.sink)
    return checked
  }
}

/// The environment of this name; nil when it does not exist, which is reported, or cannot be read.
private func environment(
  _ name: String, of project: ProjectSpec, sink: inout DiagnosticSink
) -> EnvironmentSpec? {
  // Half a project would be blamed for what stands in the files that cannot be read.
  if project.hasBrokenFiles || project.isUnreadable(.environment, name) { return nil }
  if project.environments.isEmpty, project.unreadable.contains(where: { $0.kind == .environment }) {
    return nil
  }
  guard let environment = project.environments.first(where: { $0.name.value.text == name }) else {
    sink.report(
      .unknownEnvironment(name, declared: project.environments.map { $0.name.value.text }))
    return nil
  }
  return environment
}

/// The digest of everything that was read: path and bytes of each file, and the variables given.
///
/// `contents` are the digests of the files' bytes, in the order of the files; each stands alone, so
/// that several can be worked out at a time.
package func specsFingerprint(
  of sources: SourceMap, contents: [Fingerprint], variables: [String: String]
) -> Fingerprint {
  var lines = zip(sources.files, contents).map { "\($0.path.utf8.count):\($0.path) \($1)" }.sorted()
  lines += variables.sorted { $0.key < $1.key }.map { name, value in
    "\(name.utf8.count):\(name)=\(value.utf8.count):\(value)"
  }
  return Fingerprint(of: Array(lines.joined(separator: "\n").utf8))
}
