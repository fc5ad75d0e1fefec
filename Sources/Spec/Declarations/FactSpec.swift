package import Catalog
package import Diagnostics

/// A fact table of the star schema.
package struct FactSpec: SpecDeclaration {
  package let header: DeclarationHeader
  package let source: Spanned<DottedName>
  package let type: Spanned<FactTypeChoice>
  /// The columns that name a row; at least one.
  package let grain: [Spanned<String>]
  /// Nil when every run replaces all rows.
  package let interval: IntervalSpec?
  /// In the order written; `alias` unique.
  package let dimensions: [DimensionUseSpec]
  /// In the order written; names unique.
  package let degenerate: [DegenerateSpec]
  /// In the order written; names unique.
  package let measures: [MeasureSpec]
  /// The columns of an accumulating snapshot that are filled one after the other.
  package let milestones: [Spanned<String>]
  package let lateArrivals: LateArrivalsSpec?
  package let checks: [CheckRuleSpec]
  package let distribution: DistributionSpec?
  package let sort: SortSpec?
  /// What it was called before: a table of the same schema, or `schema.table`.
  package let was: Spanned<DottedName>?

  static let shape = Shape(
    .fact,
    [
      .declaredName(2...2, "As 'schema.table'."), .doc, .owner, .tags,
      .required("source", .reference(2...8), "The lake table that its rows come from."),
      .required("type", .choice(of: FactTypeChoice.self), "Which of Kimball's kinds it is."),
      .required("grain", .names(minimum: 1), "The columns that name a row."),
      .optional("interval", .record(IntervalSpec.shape), "How it is cut into ranges."),
      .optional(
        "dimensions", .records(DimensionUseSpec.shape, unique: "as"),
        "The dimensions that its rows refer to."),
      .optional(
        "degenerate", .records(DegenerateSpec.shape, unique: "name"),
        "Columns that say something of a row without a dimension of their own."),
      .optional(
        "measures", .records(MeasureSpec.shape, unique: "name"), "What is counted and summed."),
      .optional(
        "milestones", .names(minimum: 1),
        "The columns of an accumulating snapshot that are filled one after the other."
      )
      .notYet("Use 'type: transaction'."),
      .optional(
        "late_arrivals", .record(LateArrivalsSpec.shape), "What happens to rows that come late."
      )
      .notYet("Remove it: a run replaces whole ranges, whenever their rows came."),
      .optional("checks", .records(CheckRuleSpec.shape), "What must hold before it is published.")
        .notYet("Check the lake table that it is made from."),
      DistributionSpec.field.notYet("Remove it: Redshift decides itself."),
      SortSpec.field.notYet("Remove it: Redshift decides itself."), .wasTable,
    ])

  init?(_ record: Record, _ header: DeclarationHeader) {
    guard let source = record.dottedName("source"),
      let type = record.choice("type", FactTypeChoice.self)
    else { return nil }
    self.header = header
    self.source = source
    self.type = type
    grain = record.texts("grain")
    interval = record.record("interval").flatMap(IntervalSpec.init)
    dimensions = record.records("dimensions", DimensionUseSpec.init)
    degenerate = record.records("degenerate", DegenerateSpec.init)
    measures = record.records("measures", MeasureSpec.init)
    milestones = record.texts("milestones")
    lateArrivals = record.record("late_arrivals").flatMap(LateArrivalsSpec.init)
    checks = record.records("checks", CheckRuleSpec.init)
    distribution = record.record("distribution").flatMap(DistributionSpec.init)
    sort = record.record("sort").flatMap(SortSpec.init)
    was = record.dottedName("was")
  }
}

/// What happens to rows of a fact that come after their range was published.
package struct LateArrivalsSpec: Sendable {
  package let rows: Spanned<LateRowsChoice>
  /// How late a row may be; nil for any time.
  package let within: Spanned<Duration>?

  static let shape = Shape(
    "late_arrivals", "What happens to rows that come after their range was published.",
    [
      .required("rows", .choice(of: LateRowsChoice.self), "What happens to them."),
      .optional("within", .duration, "How late a row may be; else any time."),
    ])

  init?(_ record: Record) {
    guard let rows = record.choice("rows", LateRowsChoice.self) else { return nil }
    self.rows = rows
    within = record.duration("within")
  }
}

/// What happens to late rows.
package enum LateRowsChoice: String, SpecChoice {
  case restate
  case leaveOut = "leave_out"
  case fail

  /// What the word means.
  package var doc: String {
    switch self {
    case .restate: "Their range is built again."
    case .leaveOut: "They are left out, and counted."
    case .fail: "The run ends, so that somebody looks."
    }
  }
}

/// A reference from the rows of a fact to a dimension, in one role.
package struct DimensionUseSpec: Sendable {
  package let dimension: Spanned<DottedName>
  /// The role: `origin`, `destination`.
  package let alias: Spanned<String>
  /// The columns of the fact's source that hold the natural key, in the order of that key.
  package let from: [Spanned<String>]
  /// The column of the fact's source that says as of when; nil for the current version.
  package let at: Spanned<String>?
  /// `unknown` when not written.
  package let missing: Spanned<SpecialMemberChoice>?
  package let span: SourceSpan

  static let shape = Shape(
    "dimension", "A reference to a dimension, in one role.",
    [
      .required("dimension", .reference(2...2), "The dimension."),
      .required("as", .name, "The role, unique in the fact."),
      .required("from", .names(minimum: 1), "The columns of the source that hold its natural key."),
      .optional(
        "at", .name, "The column of the source that says as of when; else the current version."),
      .optional(
        "missing", .choice(of: SpecialMemberChoice.self), default: "unknown",
        "The member that stands where the source has no key."),
    ])

  init?(_ record: Record) {
    guard let dimension = record.dottedName("dimension"), let alias = record.text("as") else {
      return nil
    }
    self.dimension = dimension
    self.alias = alias
    from = record.texts("from")
    at = record.text("at")
    missing = record.choice("missing", SpecialMemberChoice.self)
    span = record.span
  }
}

/// A member of a dimension that stands for no member.
package enum SpecialMemberChoice: String, SpecChoice {
  case unknown
  case notApplicable = "not_applicable"

  /// What the word means.
  package var doc: String {
    switch self {
    case .unknown: "There is one, and nobody knows which."
    case .notApplicable: "There can be none."
    }
  }

  /// Whether it is carried out.
  package var state: BuildState {
    self == .unknown ? .built : .notYet(help: "Remove it: 'unknown' stands there.")
  }
}

/// A column of a fact that belongs to no dimension.
package struct DegenerateSpec: Sendable {
  package let name: Spanned<String>
  /// The column of the source; the same name when not written.
  package let from: Spanned<String>
  package let type: Spanned<DataType>
  package let doc: Spanned<String>?
  package let tags: [Spanned<String>]
  package let was: Spanned<String>?
  package let span: SourceSpan

  static let shape = Shape(
    "degenerate column", "A column of a fact that belongs to no dimension.",
    [
      .required("name", .name, "Its name, unique in the fact."),
      .optional("from", .name, "The column of the source; the same name when not written."),
      .required("type", .dataType, "Its type."), .doc, .tags, .wasName,
    ])

  init?(_ record: Record) {
    guard let name = record.text("name"), let type = record.dataType("type") else { return nil }
    self.name = name
    self.type = type
    from = record.text("from") ?? name
    doc = record.text("doc")
    tags = record.texts("tags")
    was = record.text("was")
    span = record.span
  }
}

/// A number of a fact that is counted or summed.
package struct MeasureSpec: Sendable {
  package let name: Spanned<String>
  /// The column of the source; the same name when not written.
  package let from: Spanned<String>
  package let type: Spanned<DataType>
  package let additivity: Spanned<AdditivityChoice>
  /// The roles over which a semi-additive measure must not be summed.
  package let notOver: [Spanned<String>]
  package let doc: Spanned<String>?
  package let tags: [Spanned<String>]
  package let was: Spanned<String>?
  package let span: SourceSpan

  static let shape = Shape(
    "measure", "A number of a fact that is counted or summed.",
    [
      .required("name", .name, "Its name, unique in the fact."),
      .optional("from", .name, "The column of the source; the same name when not written."),
      .required("type", .dataType, "Its type."), .doc, .tags, .wasName,
    ],
    variants: Variants(
      "additivity", "Over which dimensions it may be summed.",
      [
        .init(AdditivityChoice.additive.rawValue, AdditivityChoice.additive.doc, []),
        .init(
          AdditivityChoice.semiAdditive.rawValue, AdditivityChoice.semiAdditive.doc,
          [
            .required(
              "not_over", .names(minimum: 1),
              "The dimensions, by role, over which it is not summed.")
          ]),
        .init(AdditivityChoice.nonAdditive.rawValue, AdditivityChoice.nonAdditive.doc, []),
      ]))

  init?(_ record: Record) {
    guard let name = record.text("name"), let type = record.dataType("type"),
      let variant = record.variant, let additivity = AdditivityChoice(rawValue: variant.value)
    else { return nil }
    self.name = name
    self.type = type
    self.additivity = Spanned(additivity, at: variant.span)
    from = record.text("from") ?? name
    notOver = record.texts("not_over")
    doc = record.text("doc")
    tags = record.texts("tags")
    was = record.text("was")
    span = record.span
  }
}

/// Kimball's kinds of fact tables.
package enum FactTypeChoice: String, SpecChoice {
  case transaction
  case periodicSnapshot = "periodic_snapshot"
  case accumulatingSnapshot = "accumulating_snapshot"
  case factless

  /// What the word means.
  package var doc: String {
    switch self {
    case .transaction: "One row for each event."
    case .periodicSnapshot: "One row for each thing and period."
    case .accumulatingSnapshot: "One row for each process, completed step by step."
    case .factless: "One row for each event that has no measure."
    }
  }

  /// Whether it is carried out.
  package var state: BuildState {
    self == .accumulatingSnapshot
      ? .notYet(help: "Use 'type: transaction', with an interval over the rows that may change.")
      : .built
  }
}

/// Over which dimensions a measure may be summed.
package enum AdditivityChoice: String, SpecChoice {
  case additive
  case semiAdditive = "semi_additive"
  case nonAdditive = "non_additive"

  /// What the word means.
  package var doc: String {
    switch self {
    case .additive: "Over all dimensions."
    case .semiAdditive: "Over all but those named by 'not_over'."
    case .nonAdditive: "Over none."
    }
  }
}
