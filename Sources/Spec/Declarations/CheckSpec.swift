package import Diagnostics

/// A data validation with a name of its own.
package final class CheckSpec: SpecDeclaration {
  package let header: DeclarationHeader
  package let target: Spanned<DottedName>
  package let rule: CheckRuleSpec

  static let shape = Shape(
    .check,
    [
      .declaredName(1...8, "Its name."), .doc, .owner, .tags,
      .required("target", .reference(2...8), "The table that it looks at."),
    ] + CheckRuleSpec.commonFields,
    variants: CheckRuleSpec.variants)

  init?(_ record: Record, _ header: DeclarationHeader) {
    guard let target = record.dottedName("target"), let rule = CheckRuleSpec(record) else {
      return nil
    }
    self.header = header
    self.target = target
    self.rule = rule
  }
}

/// What must hold for the rows of a table.
package struct CheckRuleSpec: Sendable {
  /// The rule and what it is about.
  package enum Rule: Sendable {
    case notNull(columns: [Spanned<String>])
    case unique(columns: [Spanned<String>])
    case accepted(column: Spanned<String>, values: [Spanned<ScalarValue>])
    /// At least one bound is there; both are in the range.
    case range(
      column: Spanned<String>, minimum: Spanned<ScalarValue>?, maximum: Spanned<ScalarValue>?)
    /// `columns` and `toColumns` have the same length.
    case relationship(
      columns: [Spanned<String>], to: Spanned<DottedName>, toColumns: [Spanned<String>])
    /// At least one bound is there.
    case rowCount(minimum: Spanned<Int>?, maximum: Spanned<Int>?)
    case freshness(column: Spanned<String>, within: Spanned<Duration>)
    /// An aggregate agrees with that of another table, for each group.
    case reconcile(ReconcileSpec)
    /// A query whose rows break the rule.
    case sql(SQLSpec)
  }

  package let rule: Rule
  /// Where the rule is named.
  package let ruleSpan: SourceSpan
  /// `error` when not written.
  package let severity: SeverityChoice
  /// How many broken rows are accepted; 0 when not written.
  package let threshold: Spanned<Int>?
  /// How many of a hundred rows may be broken.
  package let thresholdPercent: Spanned<Double>?
  /// A condition in Spark SQL over the rows that are looked at; nil for all.
  package let filter: SQLSpec?
  package let span: SourceSpan

  static let commonFields: [Field] = [
    .optional(
      "severity", .choice(of: SeverityChoice.self), default: "error", "What a broken rule means."),
    .optional(
      "threshold", .integer(0...Int.max), default: "0", "How many broken rows are accepted."),
    .optional("threshold_percent", .number, "How many of a hundred rows may be broken.")
      .notYet("Use 'threshold'."),
    .optional("where", .sql(.expression), "Which rows are looked at; else all.")
      .notYet("Remove it, or check a table that has only those rows."),
  ]

  static let shape = Shape(
    "check", "What must hold for the rows of a table.", commonFields, variants: variants)

  init?(_ record: Record) {
    guard let variant = record.variant, let rule = Self.rule(named: variant.value, record) else {
      return nil
    }
    self.rule = rule
    ruleSpan = variant.span
    severity = record.choice("severity", SeverityChoice.self)?.value ?? .error
    threshold = record.integer("threshold")
    thresholdPercent = record.number("threshold_percent")
    filter = record.sql("where")
    span = record.span
  }
}
