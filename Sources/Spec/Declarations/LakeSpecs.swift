package import Catalog
package import Diagnostics

/// A namespace of the lake.
package struct LakeNamespaceSpec: SpecDeclaration {
  package let header: DeclarationHeader
  package let manage: Spanned<ManageMode>
  package let location: Spanned<TemplateText>?
  package let properties: [PropertySpec]

  static let shape = Shape(
    "lake_namespace", "An Iceberg namespace: a layer of the lake.",
    [
      .declaredName(1...7, "Its name; levels are joined by dots."), .doc, .owner, .tags,
      .required("manage", .choice(of: ManageMode.self), "How far Weir goes with it."),
      .optional("location", .template([]), "Where its tables are stored."),
      .optional("properties", .map(.scalar), "Properties of the namespace."),
    ])

  init?(_ record: Record, _ header: DeclarationHeader) {
    guard let manage = record.choice("manage", ManageMode.self) else { return nil }
    self.header = header
    self.manage = manage
    location = record.template("location")
    properties = (record.map("properties") ?? []).compactMap(PropertySpec.init)
  }
}

/// A table of the lake.
package struct LakeTableSpec: SpecDeclaration {
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
  package let properties: [PropertySpec]
  /// What it was called before: a table of the same namespace, or `namespace.table`.
  package let was: Spanned<DottedName>?

  static let shape = Shape(
    "lake_table", "An Iceberg table.",
    [
      .declaredName(2...8, "As 'namespace.table'."), .doc, .owner, .tags,
      .optional(
        "columns", .list(.record(ColumnSpec.shape), minimum: 1, unique: .key("name")),
        "Its columns, in order."),
      .optional("columns_from", .reference(2...2), "The stream whose columns it has."),
      .optional(
        "partition_by", .list(.partition, unique: .value),
        "Columns, or 'year', 'month', 'day' or 'hour' of one, 'bucket(16, id)', 'truncate(4, name)'."
      ),
      .optional(
        "sort_by", .list(.oneOf([.name, .record(SortFieldSpec.shape)])),
        "How rows are ordered within its files."),
      .optional("key", .names(minimum: 1), "The columns that name a row."),
      .optional("retention", .record(RetentionSpec.shape), "How long rows and snapshots are kept."),
      .optional("properties", .map(.scalar), "Properties of the table."), .wasTable,
    ],
    rules: [.exactlyOne(["columns", "columns_from"])])

  init?(_ record: Record, _ header: DeclarationHeader) {
    self.header = header
    if let stream = record.dottedName("columns_from") {
      columns = .from(stream)
    } else {
      columns = .listed(record.records("columns").compactMap(ColumnSpec.init))
    }
    partitionBy = record.list("partition_by") { $0.partition }
    sortBy = record.list("sort_by", SortFieldSpec.init)
    key = record.texts("key")
    retention = record.record("retention").map(RetentionSpec.init)
    properties = (record.map("properties") ?? []).compactMap(PropertySpec.init)
    was = record.dottedName("was")
  }
}

/// A property of a table or a namespace.
package struct PropertySpec: Sendable {
  package let name: Spanned<String>
  /// As it is given to the catalog.
  package let value: Spanned<String>

  init?(_ name: Spanned<String>, _ value: FieldValue) {
    guard case .scalar(let scalar, let text) = value else { return nil }
    self.name = name
    self.value = Spanned(text, at: scalar.span)
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
package struct RetentionSpec: Sendable {
  package let rows: Spanned<Duration>?
  package let snapshots: Spanned<Duration>?
  package let span: SourceSpan

  static let shape = Shape(
    "retention", "How long rows and snapshots are kept.",
    [
      .optional("rows", .duration, "How long rows are kept."),
      .optional("snapshots", .duration, "How long old versions of the table can be read."),
    ])

  init(_ record: Record) {
    rows = record.duration("rows")
    snapshots = record.duration("snapshots")
    span = record.span
  }
}
