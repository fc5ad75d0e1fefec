package import Catalog

/// A schema of the warehouse.
package struct WarehouseSchemaSpec: SpecDeclaration {
  package let header: DeclarationHeader
  package let manage: Spanned<ManageMode>
  /// The database principal that owns it; nil is no opinion.
  package let databaseOwner: Spanned<String>?
  /// The comment in the database; nil for what `doc` says.
  package let comment: Spanned<String>?
  /// What it was called before.
  package let was: Spanned<String>?

  static let shape = Shape(
    .warehouseSchema,
    [
      .declaredName(1...1, "Its name."), .doc, .owner, .tags,
      .required("manage", .choice(of: ManageMode.self), "How far Weir goes with it."),
      .optional("db_owner", .text, "The database principal that owns it."),
      .optional("comment", .prose, "The comment in the database; else what 'doc' says."),
      .wasName.notYet("Rename the schema by hand first, then take 'was' out."),
    ])

  init?(_ record: Record, _ header: DeclarationHeader) {
    guard let manage = record.choice("manage", ManageMode.self) else { return nil }
    self.header = header
    self.manage = manage
    databaseOwner = record.text("db_owner")
    comment = record.text("comment")
    was = record.text("was")
  }
}

/// A view of the warehouse or of the lake.
package struct ViewSpec: SpecDeclaration {
  package let header: DeclarationHeader
  package let side: Spanned<ViewSideChoice>
  /// Spark's in the lake, Redshift's in the warehouse when not written.
  package let dialect: Spanned<ViewDialectChoice>?
  /// Of the warehouse: plain when not written.
  package let form: Spanned<ViewFormChoice>?
  package let sql: SQLSpec
  package let databaseOwner: Spanned<String>?
  /// Nil when nothing is said of them.
  package let indexes: [IndexSpec]?
  /// What is known of its columns; names unique.
  package let columns: [ColumnNoteSpec]
  /// What it was called before: a view of the same schema, or `schema.view`.
  package let was: Spanned<DottedName>?

  static let shape = Shape(
    .view,
    [
      .declaredName(2...8, "As 'schema.view'."), .doc, .owner, .tags,
      .required("in", .choice(of: ViewSideChoice.self), "Where it stands."),
      .optional("sql", .sql(.query), "The query."),
      .optional("sql_file", .sqlFile, "The file that holds the query, beside this one."),
      .optional(
        "dialect", .choice(of: ViewDialectChoice.self),
        "What the query is written in; else Spark SQL in the lake, Redshift's in the warehouse."),
      .optional(
        "form", .choice(of: ViewFormChoice.self), default: "plain", "Whether it keeps its rows."),
      .optional("db_owner", .text, "The database principal that owns it."),
      .optional(
        "indexes", .records(IndexSpec.shape),
        "Of a materialized view on PostgreSQL; left as they are when not written."),
      .optional(
        "columns", .records(ColumnNoteSpec.shape, unique: "name"), "What is known of its columns."),
      .wasTable,
    ], rules: [.exactlyOne(["sql", "sql_file"])])

  init?(_ record: Record, _ header: DeclarationHeader) {
    guard let side = record.choice("in", ViewSideChoice.self),
      let sql = record.sql("sql") ?? record.sql("sql_file")
    else { return nil }
    self.header = header
    self.side = side
    self.sql = sql
    dialect = record.choice("dialect", ViewDialectChoice.self)
    form = record.choice("form", ViewFormChoice.self)
    databaseOwner = record.text("db_owner")
    indexes = record["indexes"] == nil ? nil : record.records("indexes", IndexSpec.init)
    columns = record.records("columns", ColumnNoteSpec.init)
    was = record.dottedName("was")
  }
}

/// What is known of a column whose type a query decides.
package struct ColumnNoteSpec: Sendable {
  package let name: Spanned<String>
  package let doc: Spanned<String>?
  package let tags: [Spanned<String>]

  static let shape = Shape(
    "column", "What is known of a column whose type a query decides.",
    [.required("name", .name, "The column."), .doc, .tags])

  init?(_ record: Record) {
    guard let name = record.text("name") else { return nil }
    self.name = name
    doc = record.text("doc")
    tags = record.texts("tags")
  }
}

/// Where a view stands.
package enum ViewSideChoice: String, SpecChoice {
  case lake
  case warehouse

  /// What the word means.
  package var doc: String { self == .lake ? "In the lake's catalog." : "In the warehouse." }

  /// Whether it is carried out.
  package var state: BuildState {
    self == .warehouse ? .built : .notYet(help: "Make the view in the warehouse, or by hand.")
  }
}

/// What the query of a view is written in.
package enum ViewDialectChoice: String, SpecChoice {
  case spark
  case trino
  case redshift
  case postgresql
  case duckdb

  /// What the word means.
  package var doc: String { DialectChoice(rawValue: rawValue)?.doc ?? rawValue }
}

/// What kind of view one of the warehouse is.
package enum ViewFormChoice: String, SpecChoice {
  case plain
  case lateBinding = "late_binding"
  case materialized

  /// What the word means.
  package var doc: String {
    switch self {
    case .plain: "Its query runs whenever it is read."
    case .lateBinding: "The same on Redshift, bound to what it reads only when it is read."
    case .materialized: "Its rows are kept, as they were when it was last refreshed."
    }
  }
}
