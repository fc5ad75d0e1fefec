/// A query over the lake whose result replaces rows of a table.
package final class TransformSpec: SpecDeclaration {
  package let header: DeclarationHeader
  package let target: Spanned<DottedName>
  /// `full` when not written.
  package let mode: Spanned<TransformModeChoice>
  /// Never nil when the mode is `replaceRange`.
  package let interval: IntervalSpec?
  /// The columns that name a row; never empty when the mode is `upsert`.
  package let key: [Spanned<String>]
  /// Of two rows with the same key, that with the larger value here is kept; nil unless the mode is
  /// `upsert`.
  package let orderBy: Spanned<String>?
  package let onChange: Spanned<OnChangeChoice>?
  /// Spark's when not written.
  package let dialect: Spanned<DialectChoice>?
  package let sql: SQLSpec
  package let checks: [CheckRuleSpec]
  package let was: Spanned<DottedName>?

  static let shape = Shape(
    .transform,
    [
      .declaredName(1...8, "Its name; often that of its target."), .doc, .owner, .tags,
      .required("target", .reference(2...8), "The table that it fills."),
      .optional("sql", .sql(.query), "The query."),
      .optional("sql_file", .sqlFile, "The file that holds the query, beside this one."),
      .optional(
        "dialect", .choice(of: DialectChoice.self), default: "spark",
        "What the query is written in."),
      .optional(
        "on_change", .choice(of: OnChangeChoice.self), default: "restate",
        "What happens to ranges that an older version of the query built."),
      .optional(
        "checks", .records(CheckRuleSpec.shape), "What must hold before rows are published."),
      .optional("was", .reference(1...8), "What it was called before.")
        .notYet("Remove 'was': a transform goes on by its target."),
    ],
    variants: Variants(
      "mode", "Which rows are replaced.", default: TransformModeChoice.full.rawValue,
      [
        .init(TransformModeChoice.full, []),
        .init(
          TransformModeChoice.replaceRange,
          [.required("interval", .record(IntervalSpec.shape), "How the table is cut into ranges.")]),
        .init(
          TransformModeChoice.upsert,
          [
            .required("key", .names(minimum: 1), "The columns that name a row."),
            .required(
              "order_by", .name, "Of two rows with the same key, the larger value here is kept."),
            .optional(
              "interval", .record(IntervalSpec.shape),
              "Which ranges of the sources a run reads; else it reads everything."),
          ]),
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
    key = record.texts("key")
    orderBy = record.text("order_by")
    if mode == .upsert, key.isEmpty || orderBy == nil { return nil }
    dialect = record.choice("dialect", DialectChoice.self)
    onChange = record.choice("on_change", OnChangeChoice.self)
    checks = record.records("checks", CheckRuleSpec.init)
    was = record.dottedName("was")
  }
}

/// Which rows a transform replaces.
package enum TransformModeChoice: String, SpecChoice {
  case full
  case replaceRange = "replace_range"
  case upsert

  /// What the word means.
  package var doc: String {
    switch self {
    case .full: "All rows."
    case .replaceRange: "The rows of the ranges that a run covers."
    case .upsert: "The rows with the same key; new ones are added."
    }
  }

  /// Whether it is carried out.
  package var state: BuildState {
    self == .upsert ? .notYet(help: "Use 'full' or 'replace_range'.") : .built
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

  /// Whether it is carried out.
  package var state: BuildState {
    self == .forward
      ? .notYet(help: "Remove it: ranges that an older query built are built again.") : .built
  }
}

/// What an SQL text is written in.
package enum DialectChoice: String, SpecChoice {
  case spark
  case trino
  case redshift
  case postgresql
  case duckdb

  /// What the word means.
  package var doc: String {
    switch self {
    case .spark: "Spark SQL."
    case .trino: "Trino's SQL."
    case .redshift: "Amazon Redshift's SQL."
    case .postgresql: "PostgreSQL's SQL."
    case .duckdb: "DuckDB's SQL."
    }
  }

  /// Whether it is carried out.
  package var state: BuildState {
    self == .spark ? .built : .notYet(help: "Write the query in Spark SQL.")
  }
}
