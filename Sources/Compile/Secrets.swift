package import Diagnostics

extension CompiledProject {
  /// A diagnostic for each place that names a secret which is not `available`.
  package func missingSecrets(available: (String) -> Bool) -> [Diagnostic] {
    secrets.missing(available)
  }
}

extension CheckedProject {
  /// A diagnostic for each place that names a secret which is not `available`.
  package func missingSecrets(available: (String) -> Bool) -> [Diagnostic] {
    secrets.missing(available)
  }
}

extension [SecretUse] {
  fileprivate func missing(_ available: (String) -> Bool) -> [Diagnostic] {
    filter { !available($0.name) }.map { .missingSecret($0.name, at: $0.span) }
  }
}
