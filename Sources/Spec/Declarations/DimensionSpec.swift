package import Catalog
package import Diagnostics

/// A dimension of the star schema.
package struct DimensionSpec: SpecDeclaration {
  /// Where its members come from.
  package enum Members: Sendable {
    case dates(DateDimensionSpec)
    case source(DimensionSourceSpec)
  }

  package let header: DeclarationHeader
  package let members: Members
  /// `hash` when not written.
  package let surrogateKey: Spanned<SurrogateKeyChoice>?
  /// What the members that stand for no member are called.
  package let specialMembers: SpecialMembersSpec?
  /// Whether other facts, and other warehouses, share it; false when not written.
  package let conformed: Spanned<Bool>?
  package let checks: [CheckRuleSpec]
  package let distribution: DistributionSpec?
  package let sort: SortSpec?
  /// What it was called before: a table of the same schema, or `schema.table`.
  package let was: Spanned<DottedName>?

  static let shape = Shape(
    .dimension,
    [
      .declaredName(2...2, "As 'schema.table'."), .doc, .owner, .tags,
      .optional(
        "date_dimension", .record(DateDimensionSpec.shape), "One row a day, made by Weir itself."),
      .optional("source", .reference(2...8), "The lake table that holds its members."),
      .optional(
        "natural_key", .names(minimum: 1), "The columns of the source that name a member."),
      .optional(
        "changed_at", .name,
        "The column of the source that says since when a row is so; needed for 'scd: 2'."),
      .optional(
        "inferred", .boolean, default: "false",
        "Whether a member that facts name and the source lacks is made up, with its key only."),
      .optional(
        "surrogate_key", .choice(of: SurrogateKeyChoice.self), default: "hash",
        "How members are numbered."),
      .optional(
        "attributes", .records(AttributeSpec.shape, minimum: 1, unique: "name"),
        "What is known of a member, in order."),
      .optional(
        "special_members", .record(SpecialMembersSpec.shape),
        "What the members 'unknown' and 'not applicable' have as attributes."
      )
      .notYet("Remove it: their attributes are empty."),
      .optional(
        "conformed", .boolean, default: "false",
        "Whether it means the same wherever it is used, also in other warehouses."
      )
      .notYet("Remove it."),
      .optional("checks", .records(CheckRuleSpec.shape), "What must hold before it is published.")
        .notYet("Check the lake table that it is made from."),
      DistributionSpec.field.notYet("Remove it: Redshift decides itself."),
      SortSpec.field.notYet("Remove it: Redshift decides itself."), .wasTable,
    ],
    rules: [
      .exactlyOne(["source", "date_dimension"]),
      .excludes(
        "date_dimension",
        ["natural_key", "changed_at", "inferred", "surrogate_key", "attributes"]),
      .requires("source", "natural_key"),
      .requires("source", "attributes"),
    ])

  init?(_ record: Record, _ header: DeclarationHeader) {
    self.header = header
    if let dates = record.record("date_dimension").flatMap(DateDimensionSpec.init) {
      members = .dates(dates)
    } else if let source = DimensionSourceSpec(record) {
      members = .source(source)
    } else {
      return nil
    }
    surrogateKey = record.choice("surrogate_key", SurrogateKeyChoice.self)
    specialMembers = record.record("special_members").map(SpecialMembersSpec.init)
    conformed = record.boolean("conformed")
    checks = record.records("checks", CheckRuleSpec.init)
    distribution = record.record("distribution").flatMap(DistributionSpec.init)
    sort = record.record("sort").flatMap(SortSpec.init)
    was = record.dottedName("was")
  }
}

/// What the members that stand for no member have as attributes.
package struct SpecialMembersSpec: Sendable {
  /// A value for an attribute.
  package struct Value: Sendable {
    package let attribute: Spanned<String>
    package let value: Spanned<ScalarValue>
  }

  /// For a key that nobody knows, in the order written.
  package let unknown: [Value]
  /// For a key that cannot be, in the order written.
  package let notApplicable: [Value]

  static let shape = Shape(
    "special_members", "What the members that stand for no member have as attributes.",
    [
      .optional("unknown", .map(.scalar), "Where a fact names no member: values by attribute."),
      .optional(
        "not_applicable", .map(.scalar), "Where a fact can have none: values by attribute."),
    ])

  init(_ record: Record) {
    func values(_ key: String) -> [Value] {
      (record.map(key) ?? []).compactMap { attribute, value in
        value.scalar.map { Value(attribute: attribute, value: $0) }
      }
    }
    unknown = values("unknown")
    notApplicable = values("not_applicable")
  }
}

/// The days of a date dimension.
package struct DateDimensionSpec: Sendable {
  /// The first day.
  package let from: Spanned<CivilDate>
  /// The day after the last; later than `from`.
  package let until: Spanned<CivilDate>
  package let span: SourceSpan

  static let shape = Shape(
    "date_dimension", "One row a day, made by Weir itself.",
    [
      .required("from", .date, "The first day."),
      .required("until", .date, "The day after the last."),
    ], rules: [.ascending("from", "until")])

  init?(_ record: Record) {
    guard let from = record.date("from"), let until = record.date("until"),
      from.value < until.value
    else { return nil }
    self.from = from
    self.until = until
    span = record.span
  }
}

/// A dimension whose members stand in a lake table.
package struct DimensionSourceSpec: Sendable {
  package let source: Spanned<DottedName>
  package let naturalKey: [Spanned<String>]
  package let changedAt: Spanned<String>?
  package let inferred: Spanned<Bool>?
  /// In the order written; names unique.
  package let attributes: [AttributeSpec]

  /// Whether facts may name members that the source lacks.
  package var infersMembers: Bool { inferred?.value ?? false }

  init?(_ record: Record) {
    guard let source = record.dottedName("source") else { return nil }
    self.source = source
    naturalKey = record.texts("natural_key")
    changedAt = record.text("changed_at")
    inferred = record.boolean("inferred")
    attributes = record.records("attributes", AttributeSpec.init)
  }
}

/// Something that is known of a dimension's member.
package struct AttributeSpec: Sendable {
  package let name: Spanned<String>
  /// The column of the source; the attribute's own name when not written.
  package let from: Spanned<String>
  package let type: Spanned<DataType>
  /// `overwrite` when not written.
  package let scd: Spanned<SlowChangeChoice>?
  package let doc: Spanned<String>?
  package let tags: [Spanned<String>]
  package let was: Spanned<String>?
  package let span: SourceSpan

  static let shape = Shape(
    "attribute", "Something that is known of a dimension's member.",
    [
      .required("name", .name, "Its name, unique in the dimension."),
      .optional("from", .name, "The column of the source; the same name when not written."),
      .required("type", .dataType, "Its type."),
      .optional(
        "scd", .choice(of: SlowChangeChoice.self), default: "1",
        "What happens when it changes (slowly changing dimensions)."),
      .doc, .tags, .wasName,
    ])

  init?(_ record: Record) {
    guard let name = record.text("name"), let type = record.dataType("type") else { return nil }
    self.name = name
    self.type = type
    from = record.text("from") ?? name
    scd = record.choice("scd", SlowChangeChoice.self)
    doc = record.text("doc")
    tags = record.texts("tags")
    was = record.text("was")
    span = record.span
  }
}

/// What happens when an attribute changes: Kimball's types of slowly changing dimensions.
package enum SlowChangeChoice: String, SpecChoice {
  case retain = "0"
  case overwrite = "1"
  case version = "2"
  case previous = "3"
  case hybrid = "6"

  /// What the word means.
  package var doc: String {
    switch self {
    case .retain: "The first value stays."
    case .overwrite: "The new value replaces the old one."
    case .version: "The member gets a new version, valid from then on."
    case .previous: "The old value moves to a column of its own."
    case .hybrid: "A new version, and the current value on all versions."
    }
  }

  /// Whether it is carried out.
  package var state: BuildState {
    switch self {
    case .retain, .overwrite, .version: .built
    case .previous, .hybrid:
      .notYet(help: "Use 'scd: 1' to keep the newest value, or 'scd: 2' to keep versions.")
    }
  }
}

/// How members of a dimension are numbered.
package enum SurrogateKeyChoice: String, SpecChoice {
  case hash
  case sequence

  /// What the word means.
  package var doc: String {
    switch self {
    case .hash: "By 60 bits of a hash of natural key and version, the same everywhere."
    case .sequence: "One after the other."
    }
  }

  /// Whether it is carried out.
  package var state: BuildState {
    self == .hash ? .built : .notYet(help: "Leave 'surrogate_key' out.")
  }
}
