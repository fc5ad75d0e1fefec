package import Catalog
internal import Diagnostics
package import Spec

/// What has to be known of a project to read what is live of its warehouse: known before it is
/// compiled, so that both can go on at the same time.
package struct InspectionTarget: Sendable {
  package let platform: String
  package let environment: CompiledEnvironment
  /// Sorted.
  package let schemas: [String]
  /// Sorted; with the names that roles had before.
  package let roles: [RoleName]

  /// Nil where the environment does not exist or cannot be read, of which compiling tells.
  package init?(_ project: ProjectSpec, environment name: String, variables: [String: String]) {
    guard !project.hasBrokenFiles, let platform = project.platform?.name.value.text,
      let environment = project.environments.first(where: { $0.name.value.text == name })
    else { return nil }
    var compilation = Compilation(
      project: project, environment: environment, variables: variables, sink: DiagnosticSink())
    self.platform = platform
    self.environment = compilation.compiledEnvironment()
    schemas = project.warehouseSchemas.map(\.name.value.text).sorted()
    var roles: Set<RoleName> = project.roles.isEmpty ? [] : [.everybody]
    for spec in project.roles {
      roles.insert(RoleName(spec.name.value.text))
      if let was = spec.was { roles.insert(RoleName(was.value)) }
    }
    for spec in project.principals { roles.insert(RoleName(compilation.login(of: spec))) }
    self.roles = roles.sorted()
  }
}

extension CompiledProject {
  /// What has to be read to plan.
  package var inspectedSchemas: [String] {
    scope.schemas.keys.filter { $0.side == .warehouse }.map(\.name).sorted()
  }

  /// What has to be read to plan.
  package var inspectedRoles: [RoleName] {
    Set(scope.roles.keys).union(renames.roles.values).sorted()
  }
}
