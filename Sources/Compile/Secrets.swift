package import Diagnostics

extension CompiledProject {
  /// A diagnostic for each place that names a secret which is not `available`.
  package func missingSecrets(available: (String) -> Bool) -> [Diagnostic] {
    secrets.filter { !available($0.name) }.map { .missingSecret($0.name, at: $0.span) }
  }
}
