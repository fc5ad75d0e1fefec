/// The project.
package struct PlatformSpec: SpecDeclaration {
  package let header: DeclarationHeader
  /// The owner of whatever names none itself.
  package let defaultOwner: Spanned<String>?
  /// Which risks a plan may have without being allowed by name, by environment; nil when no policy
  /// is written. Sorted by place.
  package let allowedRisks: [AllowedRisksSpec]?

  static let shape = Shape(
    "platform", "The project; a project has one.",
    [
      .declaredName(1...1, "An id that keys everything Weir makes."),
      .optional("description", .text, "What the platform is for."),
      .optional("defaults", .record(defaultsShape), "What holds where nothing else is written."),
      .optional("policies", .record(policiesShape), "What the platform demands of its changes."),
    ])

  private static let defaultsShape = Shape(
    "defaults", "What holds where nothing else is written.",
    [.optional("owner", .text, "The team that answers for what names no owner.")])

  private static let policiesShape = Shape(
    "policies", "What the platform demands of its changes.",
    [
      .optional(
        "allowed_risks", .map(.list(.choice(of: RiskChoice.self), unique: .value)),
        "For each environment, the risks that need no '--allow'.")
    ])

  init?(_ record: Record, _ header: DeclarationHeader) {
    self.header = header
    defaultOwner = record.record("defaults")?.text("owner")
    allowedRisks = record.record("policies")?.map("allowed_risks")?.map { environment, value in
      AllowedRisksSpec(environment: environment, risks: value.choices(RiskChoice.self))
    }
  }
}

/// The risks that plans of one environment may have.
package struct AllowedRisksSpec: Sendable {
  package let environment: Spanned<String>
  package let risks: [Spanned<RiskChoice>]
}
