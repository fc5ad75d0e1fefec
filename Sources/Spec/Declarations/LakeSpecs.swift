package import Catalog
package import Diagnostics

/// A namespace of the lake.
package struct LakeNamespaceSpec: SpecDeclaration {
  package let header: DeclarationHeader
  package let manage: Spanned<ManageMode>
  package let location: Spanned<TemplateText>?
  /// In the order written; names unique.
  package let properties: [NamedTemplate]
  /// What it was called before.
  package let was: Spanned<DottedName>?

  static let shape = Shape(
    .lakeNamespace,
    [
      .declaredName(1...7, "Its name; levels are joined by dots."), .doc, .owner, .tags,
      .required("manage", .choice(of: ManageMode.self), "How far Weir goes with it."),
      .optional("location", .template([]), "Where its tables are stored."),
      .optional("properties", .map(.template([])), "Properties of the namespace."),
      .optional("was", .reference(1...7), "What it was called before.")
        .notYet("Iceberg renames no namespace: move the tables to a new one, with 'was' at each."),
    ])

  init?(_ record: Record, _ header: DeclarationHeader) {
    guard let manage = record.choice("manage", ManageMode.self) else { return nil }
    self.header = header
    self.manage = manage
    location = record.template("location")
    properties = record.namedTemplates("properties")
    was = record.dottedName("was")
  }
}

/// A table of the lake.
package final class LakeTableSpec: SpecDeclaration {
  /// Where its columns are declared.
  package enum Columns: Sendable {
    /// In the order written; names unique.
    case listed([ColumnSpec])
    /// Those of a stream: `source.stream`.
    case from(Spanned<DottedName>)
  }

  package let header: DeclarationHeader
  package let columns: Columns
  package let partitionBy: [Spanned<PartitionField>]
  package let sortBy: [SortFieldSpec]
  /// The columns that name a row; empty when none are.
  package let key: [Spanned<String>]
  package let retention: RetentionSpec?
  package let maintenance: MaintenanceSpec?
  /// In the order written; names unique.
  package let properties: [NamedTemplate]
  /// What it was called before: a table of the same namespace, or `namespace.table`.
  package let was: Spanned<DottedName>?

  static let shape = Shape(
    .lakeTable,
    [
      .declaredName(2...8, "As 'namespace.table'."), .doc, .owner, .tags,
      .optional(
        "columns", .records(ColumnSpec.shape, minimum: 1, unique: "name"), "Its columns, in order."),
      .optional("columns_from", .reference(2...2), "The stream whose columns it has."),
      .optional(
        "partition_by", .list(.partition, unique: .value),
        "Columns, or 'year', 'month', 'day' or 'hour' of one, 'bucket(16, id)', 'truncate(4, name)'."
      ),
      .optional(
        "sort_by", .list(.oneOf([.name, .record(SortFieldSpec.shape)])),
        "How rows are ordered within its files."),
      .optional("key", .names(minimum: 1), "The columns that name a row."),
      .optional("retention", .record(RetentionSpec.shape), "How long rows and snapshots are kept.")
        .notYet("Remove it; nothing is deleted by age yet."),
      .optional("maintenance", .record(MaintenanceSpec.shape), "How its files are kept in order.")
        .notYet("Remove it, and maintain the table with Spark."),
      .optional("properties", .map(.template([])), "Properties of the table."), .wasTable,
    ],
    rules: [.exactlyOne(["columns", "columns_from"])])

  init?(_ record: Record, _ header: DeclarationHeader) {
    self.header = header
    if let stream = record.dottedName("columns_from") {
      columns = .from(stream)
    } else {
      columns = .listed(record.records("columns", ColumnSpec.init))
    }
    partitionBy = record.list("partition_by") { $0.partition }
    sortBy = record.list("sort_by", SortFieldSpec.init)
    key = record.texts("key")
    retention = record.record("retention").map(RetentionSpec.init)
    maintenance = record.record("maintenance").map(MaintenanceSpec.init)
    properties = record.namedTemplates("properties")
    was = record.dottedName("was")
  }
}

/// One column of a sort order.
package struct SortFieldSpec: Sendable {
  package let column: Spanned<String>
  package let direction: SortDirectionChoice

  static let shape = Shape(
    "sort column", "One column of a sort order.",
    [
      .required("column", .name, "The column."),
      .optional(
        "direction", .choice(of: SortDirectionChoice.self), default: "asc", "The direction."),
    ])

  init?(_ value: FieldValue) {
    switch value {
    case .record(let record):
      guard let column = record.text("column") else { return nil }
      self.column = column
      direction = record.choice("direction", SortDirectionChoice.self)?.value ?? .ascending
    case .text(let column):
      self.column = column
      direction = .ascending
    default: return nil
    }
  }
}

/// The direction of a sort order.
package enum SortDirectionChoice: String, SpecChoice {
  case ascending = "asc"
  case descending = "desc"

  /// What the word means.
  package var doc: String { self == .ascending ? "Smallest first." : "Largest first." }
}

/// How long something is kept.
package final class RetentionSpec: Sendable {
  package let rows: Spanned<Duration>?
  /// The column that says how old a row is; nil for that of the interval that fills the table.
  package let column: Spanned<String>?
  package let snapshots: Spanned<Duration>?
  /// How many versions are kept whatever their age.
  package let fewestSnapshots: Spanned<Int>?
  package let span: SourceSpan

  static let shape = Shape(
    "retention", "How long rows and snapshots are kept.",
    [
      .optional("rows", .duration, "How long rows are kept."),
      .optional(
        "column", .name, "The column that says how old a row is; else that of the interval."),
      .optional("snapshots", .duration, "How long old versions of the table can be read."),
      .optional(
        "min_snapshots", .integer(1...10_000), default: "1",
        "How many versions are kept whatever their age."),
    ], rules: [.requires("column", "rows"), .atLeastOne(["rows", "snapshots"])])

  init(_ record: Record) {
    rows = record.duration("rows")
    column = record.text("column")
    snapshots = record.duration("snapshots")
    fewestSnapshots = record.integer("min_snapshots")
    span = record.span
  }
}

/// How the files of a table are kept in order.
package final class MaintenanceSpec: Sendable {
  package let every: Spanned<Duration>?
  /// Of data files after compaction, in bytes.
  package let targetFileSize: Spanned<Int>?
  package let compacts: Spanned<Bool>?
  package let rewritesManifests: Spanned<Bool>?
  /// How old a file that no version names must be before it is deleted; nil deletes none.
  package let orphansAfter: Spanned<Duration>?

  static let shape = Shape(
    "maintenance", "How the files of a table are kept in order.",
    [
      .optional("every", .duration, default: "1d", "How often the table is looked at."),
      .optional("compact", .boolean, default: "true", "Whether small files are put together."),
      .optional("target_file_size", .size, default: "512MB", "How large files should be then."),
      .optional(
        "rewrite_manifests", .boolean, default: "true", "Whether manifests are put together."),
      .optional(
        "remove_orphans_after", .duration,
        "How old a file that no version names must be before it is deleted."),
    ])

  init(_ record: Record) {
    every = record.duration("every")
    compacts = record.boolean("compact")
    targetFileSize = record.size("target_file_size")
    rewritesManifests = record.boolean("rewrite_manifests")
    orphansAfter = record.duration("remove_orphans_after")
  }
}
