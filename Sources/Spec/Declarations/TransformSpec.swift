/// A query over the lake whose result replaces rows of a table.
package struct TransformSpec: SpecDeclaration {
  package let header: DeclarationHeader
  package let target: Spanned<DottedName>
  /// `full` when not written.
  package let mode: Spanned<TransformModeChoice>
  /// Never nil when the mode is `replaceRange`.
  package let interval: IntervalSpec?
  package let onChange: Spanned<OnChangeChoice>?
  /// In Spark SQL.
  package let sql: SQLSpec
  package let checks: [CheckRuleSpec]
  package let was: Spanned<String>?

  static let shape = Shape(
    "transform", "A query over the lake whose result replaces rows of a table.",
    [
      .declaredName(1...8, "Its name; often that of its target."), .doc, .owner, .tags,
      .required("target", .reference(2...8), "The table that it fills."),
      .optional("sql", .sql(.query), "The query, in Spark SQL."),
      .optional("sql_file", .sqlFile, "The file that holds the query, beside this one."),
      .optional(
        "on_change", .choice(of: OnChangeChoice.self), default: "restate",
        "What happens to ranges that an older version of the query built."),
      .optional(
        "checks", .list(.record(CheckRuleSpec.shape)), "What must hold before rows are published."),
      .wasName,
    ],
    variants: Variants(
      "mode", "Which rows are replaced.", default: TransformModeChoice.full.rawValue,
      [
        .init(
          TransformModeChoice.full.rawValue, TransformModeChoice.full.doc,
          []),
        .init(
          TransformModeChoice.replaceRange.rawValue, TransformModeChoice.replaceRange.doc,
          [.required("interval", .record(IntervalSpec.shape), "How the table is cut into ranges.")]),
      ]),
    rules: [.exactlyOne(["sql", "sql_file"])])

  init?(_ record: Record, _ header: DeclarationHeader) {
    guard let target = record.dottedName("target"),
      let sql = record.sql("sql") ?? record.sql("sql_file"), let variant = record.variant,
      let mode = TransformModeChoice(rawValue: variant.value)
    else { return nil }
    self.header = header
    self.target = target
    self.sql = sql
    self.mode = Spanned(mode, at: variant.span)
    interval = record.record("interval").flatMap(IntervalSpec.init)
    if mode == .replaceRange, interval == nil { return nil }
    onChange = record.choice("on_change", OnChangeChoice.self)
    checks = record.records("checks").compactMap(CheckRuleSpec.init)
    was = record.text("was")
  }
}

/// Which rows a transform replaces.
package enum TransformModeChoice: String, SpecChoice {
  case full
  case replaceRange = "replace_range"

  /// What the word means.
  package var doc: String {
    switch self {
    case .full: "All rows."
    case .replaceRange: "The rows of the ranges that a run covers."
    }
  }
}

/// What happens to ranges that an older version of a query built.
package enum OnChangeChoice: String, SpecChoice {
  case restate
  case forward

  /// What the word means.
  package var doc: String {
    switch self {
    case .restate: "They are built again, aside, and swapped in."
    case .forward: "They stay; the new version holds from the next range on."
    }
  }
}
