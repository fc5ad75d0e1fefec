package import Catalog

/// A schema of the warehouse.
package struct WarehouseSchemaSpec: SpecDeclaration {
  package let header: DeclarationHeader
  package let manage: Spanned<ManageMode>
  /// The database principal that owns it; nil is no opinion.
  package let databaseOwner: Spanned<String>?
  /// What it was called before.
  package let was: Spanned<String>?

  static let shape = Shape(
    "warehouse_schema", "A schema of the warehouse.",
    [
      .declaredName(1...1, "Its name."), .doc, .owner, .tags,
      .required("manage", .choice(of: ManageMode.self), "How far Weir goes with it."),
      .optional("db_owner", .text, "The database principal that owns it."), .wasName,
    ])

  init?(_ record: Record, _ header: DeclarationHeader) {
    guard let manage = record.choice("manage", ManageMode.self) else { return nil }
    self.header = header
    self.manage = manage
    databaseOwner = record.text("db_owner")
    was = record.text("was")
  }
}

/// A view of the warehouse or of the lake.
package struct ViewSpec: SpecDeclaration {
  package let header: DeclarationHeader
  package let side: Spanned<ViewSideChoice>
  /// In Spark SQL in the lake, in Redshift's SQL in the warehouse.
  package let sql: SQLSpec
  /// What it was called before: a view of the same schema, or `schema.view`.
  package let was: Spanned<DottedName>?

  static let shape = Shape(
    "view", "A view of the warehouse or of the lake.",
    [
      .declaredName(2...8, "As 'schema.view'."), .doc, .owner, .tags,
      .required("in", .choice(of: ViewSideChoice.self), "Where it stands."),
      .optional("sql", .sql(.query), "The query."),
      .optional("sql_file", .sqlFile, "The file that holds the query, beside this one."),
      .wasTable,
    ], rules: [.exactlyOne(["sql", "sql_file"])])

  init?(_ record: Record, _ header: DeclarationHeader) {
    guard let side = record.choice("in", ViewSideChoice.self),
      let sql = record.sql("sql") ?? record.sql("sql_file")
    else { return nil }
    self.header = header
    self.side = side
    self.sql = sql
    was = record.dottedName("was")
  }
}

/// Where a view stands.
package enum ViewSideChoice: String, SpecChoice {
  case lake
  case warehouse

  /// What the word means.
  package var doc: String { self == .lake ? "In the lake's catalog." : "In the warehouse." }
}
