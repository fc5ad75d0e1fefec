package import Catalog
package import Diagnostics

/// A rollup of a fact.
package struct AggregateSpec: SpecDeclaration {
  package let header: DeclarationHeader
  package let from: Spanned<DottedName>
  /// In the order written; names unique, at least one.
  package let by: [GroupingSpec]
  /// In the order written; names unique, at least one.
  package let measures: [AggregateMeasureSpec]
  /// `table` when not written.
  package let materialized: Spanned<MaterializedChoice>?
  package let distribution: DistributionSpec?
  package let sort: SortSpec?
  /// What it was called before: a table of the same schema, or `schema.table`.
  package let was: Spanned<DottedName>?

  static let shape = Shape(
    .aggregate,
    [
      .declaredName(2...2, "As 'schema.table'."), .doc, .owner, .tags,
      .required("from", .reference(2...2), "The fact."),
      .required(
        "by", .records(GroupingSpec.shape, minimum: 1, unique: "name"), "What it groups by."),
      .required(
        "measures", .records(AggregateMeasureSpec.shape, minimum: 1, unique: "name"),
        "What it computes for each group."),
      .optional(
        "materialized", .choice(of: MaterializedChoice.self), default: "table", "How it is kept."),
      DistributionSpec.field.notYet("Remove it: Redshift decides itself."),
      SortSpec.field.notYet("Remove it: Redshift decides itself."), .wasTable,
    ])

  init?(_ record: Record, _ header: DeclarationHeader) {
    guard let from = record.dottedName("from") else { return nil }
    self.header = header
    self.from = from
    by = record.records("by", GroupingSpec.init)
    measures = record.records("measures", AggregateMeasureSpec.init)
    materialized = record.choice("materialized", MaterializedChoice.self)
    distribution = record.record("distribution").flatMap(DistributionSpec.init)
    sort = record.record("sort").flatMap(SortSpec.init)
    was = record.dottedName("was")
  }
}

/// A column that an aggregate groups by.
package struct GroupingSpec: Sendable {
  package let name: Spanned<String>
  /// An expression over the fact's columns, in Redshift's SQL; nil for the column of that name.
  package let sql: SQLSpec?
  /// Nil for that of the fact's column.
  package let type: Spanned<DataType>?
  package let doc: Spanned<String>?
  package let tags: [Spanned<String>]
  package let was: Spanned<String>?
  package let span: SourceSpan

  static let shape = Shape(
    "grouping", "A column that an aggregate groups by.",
    [
      .required("name", .name, "Its name, unique in the aggregate."),
      .optional(
        "sql", .sql(.expression), "An expression over the fact; else the column of that name."),
      .optional("type", .dataType, "Its type; needed with 'sql'."), .doc, .tags, .wasName,
    ], rules: [.requires("sql", "type")])

  init?(_ record: Record) {
    guard let name = record.text("name") else { return nil }
    self.name = name
    sql = record.sql("sql")
    type = record.dataType("type")
    if sql != nil, type == nil { return nil }
    doc = record.text("doc")
    tags = record.texts("tags")
    was = record.text("was")
    span = record.span
  }
}

/// A column that an aggregate computes.
package struct AggregateMeasureSpec: Sendable {
  package let name: Spanned<String>
  /// An aggregating expression over the fact's columns, in Redshift's SQL.
  package let sql: SQLSpec
  package let type: Spanned<DataType>
  package let doc: Spanned<String>?
  package let tags: [Spanned<String>]
  package let was: Spanned<String>?
  package let span: SourceSpan

  static let shape = Shape(
    "measure", "A column that an aggregate computes.",
    [
      .required("name", .name, "Its name, unique in the aggregate."),
      .required("sql", .sql(.expression), "An aggregating expression over the fact."),
      .required("type", .dataType, "Its type."), .doc, .tags, .wasName,
    ])

  init?(_ record: Record) {
    guard let name = record.text("name"), let sql = record.sql("sql"),
      let type = record.dataType("type")
    else { return nil }
    self.name = name
    self.sql = sql
    self.type = type
    doc = record.text("doc")
    tags = record.texts("tags")
    was = record.text("was")
    span = record.span
  }
}

/// How an aggregate is kept.
package enum MaterializedChoice: String, SpecChoice {
  case table
  case materializedView = "materialized_view"

  /// What the word means.
  package var doc: String {
    switch self {
    case .table: "A table that Weir loads."
    case .materializedView: "A materialized view of the warehouse."
    }
  }

  /// Whether it is carried out.
  package var state: BuildState {
    self == .table ? .built : .notYet(help: "Leave 'materialized' out, for a table.")
  }
}
