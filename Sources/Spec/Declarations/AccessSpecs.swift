package import Diagnostics

/// A login that specs refer to.
package struct PrincipalSpec: SpecDeclaration {
  package let header: DeclarationHeader
  /// Its name in the database.
  package let user: Spanned<String>
  /// Whether Weir creates it; false when not written.
  package let managed: Spanned<Bool>?
  /// Whether it writes the star, not bound by filters and masks; false when not written.
  package let loader: Spanned<Bool>?
  /// The roles whose rights it has.
  package let roles: [Spanned<String>]

  /// Whether Weir creates it.
  package var isManaged: Bool { managed?.value ?? false }
  /// Whether filters and masks do not bind it.
  package var isLoader: Bool { loader?.value ?? false }

  static let shape = Shape(
    "principal", "A login: a loader, a BI service, a person.",
    [
      .declaredName(1...1, "How specs refer to it."), .doc, .owner, .tags,
      .required("user", .text, "Its name in the database."),
      .optional("managed", .boolean, default: "false", "Whether Weir creates it."),
      .optional(
        "loader", .boolean, default: "false",
        "Whether it writes the star, not bound by filters and masks."),
      .optional("roles", .names(minimum: 0), "The roles whose rights it has."),
    ])

  init?(_ record: Record, _ header: DeclarationHeader) {
    guard let user = record.text("user") else { return nil }
    self.header = header
    self.user = user
    managed = record.boolean("managed")
    loader = record.boolean("loader")
    roles = record.texts("roles")
  }
}

/// A set of rights to read.
package struct RoleSpec: SpecDeclaration {
  package let header: DeclarationHeader
  /// The roles whose rights it has too.
  package let inherits: [Spanned<String>]
  package let grants: [Spanned<Selector>]
  /// What the grants leave out.
  package let except: [Spanned<Selector>]
  package let rowFilters: [RowFilterSpec]
  /// What it was called before.
  package let was: Spanned<String>?

  static let shape = Shape(
    "role", "A set of rights to read.",
    [
      .declaredName(1...1, "Its name, in the database too."), .doc, .owner, .tags,
      .optional("inherits", .names(minimum: 0), "The roles whose rights it has too."),
      .optional(
        "grants", .list(.selector, unique: .value),
        "What it may read: 'ops.*', 'ops.dim_date', 'tag:finance'."),
      .optional("except", .list(.selector, unique: .value), "What the grants leave out."),
      .optional(
        "row_filter", .list(.record(RowFilterSpec.shape)), "Which rows of tables it may read."),
      .wasName,
    ])

  init?(_ record: Record, _ header: DeclarationHeader) {
    self.header = header
    inherits = record.texts("inherits")
    grants = record.list("grants") { $0.selector }
    except = record.list("except") { $0.selector }
    rowFilters = record.records("row_filter").compactMap(RowFilterSpec.init)
    was = record.text("was")
  }
}

/// Which rows of some tables a role may read.
package struct RowFilterSpec: Sendable {
  /// At least one.
  package let tables: [Spanned<Selector>]
  /// A condition over the tables' columns, in Redshift's SQL.
  package let condition: SQLSpec
  package let span: SourceSpan

  static let shape = Shape(
    "row filter", "Which rows of some tables a role may read.",
    [
      .required("tables", .list(.selector, minimum: 1, unique: .value), "The tables."),
      .required("where", .sql(.expression), "A condition over their columns."),
    ])

  init?(_ record: Record) {
    guard let condition = record.sql("where") else { return nil }
    self.condition = condition
    tables = record.list("tables") { $0.selector }
    span = record.span
  }
}
