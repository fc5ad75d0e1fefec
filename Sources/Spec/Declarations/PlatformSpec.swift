/// The project.
package struct PlatformSpec: SpecDeclaration {
  package let header: DeclarationHeader
  /// Nil where none are written.
  package let defaults: DefaultsSpec?
  /// Nil where none are written.
  package let policies: PoliciesSpec?
  /// What it was called before.
  package let was: Spanned<String>?

  /// The owner of whatever names none itself.
  package var defaultOwner: Spanned<String>? { defaults?.owner }

  static let shape = Shape(
    .platform,
    [
      .declaredName(1...1, "An id that keys everything Weir makes."),
      .optional("description", .prose, "What the platform is for."),
      .optional(
        "defaults", .record(DefaultsSpec.shape), "What holds where nothing else is written."),
      .optional(
        "policies", .record(PoliciesSpec.shape), "What the platform demands of its changes."),
      .wasName.notYet("Keep the old name: it keys what Weir made."),
    ])

  init?(_ record: Record, _ header: DeclarationHeader) {
    self.header = header
    defaults = record.record("defaults").map(DefaultsSpec.init)
    policies = record.record("policies").map(PoliciesSpec.init)
    was = record.text("was")
  }
}

/// What holds where a declaration says nothing itself.
package struct DefaultsSpec: Sendable {
  package let owner: Spanned<String>?
  package let tags: [Spanned<String>]
  package let timezone: Spanned<String>?
  package let retries: Spanned<Int>?
  package let timeout: Spanned<Duration>?

  private static let ofSchedules = "Write it in each schedule."

  static let shape = Shape(
    "defaults", "What holds where nothing else is written.",
    [
      .optional("owner", .text, "The team that answers for what names no owner."),
      .optional("tags", .list(.name, unique: .value), "Tags that everything has.")
        .notYet("Write them where they belong."),
      .optional("timezone", .timeZone, "The time zone of schedules.").notYet(ofSchedules),
      .optional("retries", .integer(0...100), "How often schedules try a failed task again.")
        .notYet(ofSchedules),
      .optional("timeout", .duration, "How long one attempt of a task may take.")
        .notYet(ofSchedules),
    ])

  init(_ record: Record) {
    owner = record.text("owner")
    tags = record.texts("tags")
    timezone = record.text("timezone")
    retries = record.integer("retries")
    timeout = record.duration("timeout")
  }
}

/// What a platform demands of its specs and its changes.
package struct PoliciesSpec: Sendable {
  /// Which risks a plan may have without being allowed by name, by environment; nil when no policy
  /// is written.
  package let allowedRisks: [AllowedRisksSpec]?
  package let naming: [NamingPolicySpec]
  package let required: [RequiredKeysSpec]
  /// The environments that only take kinds of statements which were proven on their warehouse.
  package let proven: [Spanned<String>]

  static let shape = Shape(
    "policies", "What the platform demands of its specs and its changes.",
    [
      .optional(
        "allowed_risks", .map(.list(.choice(of: RiskChoice.self), unique: .value)),
        "For each environment, the risks that need no '--allow'."),
      .optional("naming", .records(NamingPolicySpec.shape), "What names look like.")
        .notYet("Look at names in reviews."),
      .optional("required", .records(RequiredKeysSpec.shape), "Keys that declarations must have.")
        .notYet("Look for them in reviews."),
      .optional(
        "proven", .names(minimum: 0),
        "The environments that take only kinds of statements which 'weir doctor' has proven there."
      ),
    ])

  init(_ record: Record) {
    allowedRisks = record.map("allowed_risks")?.map { environment, value in
      AllowedRisksSpec(environment: environment, risks: value.choices(RiskChoice.self))
    }
    naming = record.records("naming", NamingPolicySpec.init)
    required = record.records("required").map(RequiredKeysSpec.init)
    proven = record.texts("proven")
  }
}

/// The risks that plans of one environment may have.
package struct AllowedRisksSpec: Sendable {
  package let environment: Spanned<String>
  package let risks: [Spanned<RiskChoice>]
}

/// What the names of some kinds look like.
package struct NamingPolicySpec: Sendable {
  /// At least one.
  package let kinds: [Spanned<SpecKind>]
  /// With `*` for any characters: `dim_*`.
  package let pattern: Spanned<String>

  static let shape = Shape(
    "naming policy", "What the names of some kinds look like.",
    [
      .required(
        "kinds", .list(.choice(of: SpecKind.self), minimum: 1, unique: .value), "Which kinds."),
      .required("pattern", .text, "The last part of the name; '*' stands for any characters."),
    ])

  init?(_ record: Record) {
    guard let pattern = record.text("pattern") else { return nil }
    kinds = record.choices("kinds", SpecKind.self)
    self.pattern = pattern
  }
}

/// Keys that declarations of some kinds must have.
package struct RequiredKeysSpec: Sendable {
  /// At least one.
  package let kinds: [Spanned<SpecKind>]
  /// At least one.
  package let keys: [Spanned<RequirableKeyChoice>]

  static let shape = Shape(
    "required keys", "Keys that declarations of some kinds must have.",
    [
      .required(
        "kinds", .list(.choice(of: SpecKind.self), minimum: 1, unique: .value), "Which kinds."),
      .required(
        "keys", .list(.choice(of: RequirableKeyChoice.self), minimum: 1, unique: .value),
        "Which keys."),
    ])

  init(_ record: Record) {
    kinds = record.choices("kinds", SpecKind.self)
    keys = record.choices("keys", RequirableKeyChoice.self)
  }
}

/// A key that a policy may demand.
package enum RequirableKeyChoice: String, SpecChoice {
  case doc
  case owner
  case tags
  case columnDocs = "column_docs"

  /// What the word means.
  package var doc: String {
    switch self {
    case .doc: "What it is, in words for people."
    case .owner: "The team that answers for it."
    case .tags: "At least one tag."
    case .columnDocs: "What each of its columns is."
    }
  }
}
