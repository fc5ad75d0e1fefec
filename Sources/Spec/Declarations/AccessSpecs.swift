package import Catalog
package import Diagnostics

/// A login that specs refer to.
package struct PrincipalSpec: SpecDeclaration {
  package let header: DeclarationHeader
  /// Its name in the database; variables only.
  package let user: Spanned<TemplateText>
  /// Nil where Weir sets none.
  package let password: Spanned<TemplateText>?
  /// `database` when not written.
  package let identity: Spanned<IdentityChoice>?
  /// Whether Weir creates it; false when not written.
  package let managed: Spanned<Bool>?
  /// Whether it writes the star, not bound by filters and masks; false when not written.
  package let loader: Spanned<Bool>?
  /// The roles whose rights it has.
  package let roles: [Spanned<String>]
  /// What it was called before, in the database.
  package let was: Spanned<String>?

  /// Whether Weir creates it.
  package var isManaged: Bool { managed?.value ?? false }
  /// Whether filters and masks do not bind it.
  package var isLoader: Bool { loader?.value ?? false }

  static let shape = Shape(
    .principal,
    [
      .declaredName(1...1, "How specs refer to it."), .doc, .owner, .tags,
      .required("user", .template([]), "Its name in the database."),
      .optional(
        "identity", .choice(of: IdentityChoice.self), default: "database", "Where it is known."),
      .optional("password", .template(.secret), "The password that Weir sets.")
        .notYet("Set the password by hand."),
      .optional("managed", .boolean, default: "false", "Whether Weir creates it."),
      .optional(
        "loader", .boolean, default: "false",
        "Whether it writes the star, not bound by filters and masks."),
      .optional("roles", .names(minimum: 0), "The roles whose rights it has."),
      .optional("was", .text, "What it was called before, in the database.")
        .notYet("Rename the login by hand first, then take 'was' out."),
    ])

  init?(_ record: Record, _ header: DeclarationHeader) {
    guard let user = record.template("user") else { return nil }
    self.header = header
    self.user = user
    password = record.template("password")
    identity = record.choice("identity", IdentityChoice.self)
    managed = record.boolean("managed")
    loader = record.boolean("loader")
    roles = record.texts("roles")
    was = record.text("was")
  }
}

/// Where a login is known.
package enum IdentityChoice: String, SpecChoice {
  case database
  case provider

  /// What the word means.
  package var doc: String {
    switch self {
    case .database: "In the database."
    case .provider: "At the identity provider that the warehouse trusts."
    }
  }

  /// Whether it is carried out.
  package var state: BuildState {
    self == .database ? .built : .notYet(help: "Grant the role at the identity provider by hand.")
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
  package let masks: [MaskSpec]
  /// Where it reads; `warehouse` when not written.
  package let sides: [Spanned<RoleSideChoice>]
  /// `authoritative` when not written.
  package let manage: Spanned<ManageMode>?
  /// What it was called before.
  package let was: Spanned<String>?

  static let shape = Shape(
    .role,
    [
      .declaredName(1...1, "Its name, in the database too."), .doc, .owner, .tags,
      .optional("inherits", .names(minimum: 0), "The roles whose rights it has too."),
      .optional(
        "grants", .selectors(minimum: 0),
        "What it may read: 'ops.*', 'ops.dim_date', 'tag:finance'."
      ),
      .optional("except", .selectors(minimum: 0), "What the grants leave out."),
      .optional("row_filter", .records(RowFilterSpec.shape), "Which rows of tables it may read."),
      .optional("mask", .records(MaskSpec.shape), "Which columns it sees changed.")
        .notYet("Take the columns out with 'except'."),
      .optional(
        "in",
        .oneOf([
          .choice(of: RoleSideChoice.self),
          .list(.choice(of: RoleSideChoice.self), minimum: 1, unique: .value),
        ]), default: "warehouse", "Where it reads."),
      .optional(
        "manage", .choice(of: ManageMode.self), default: "authoritative",
        "How far Weir goes with it."
      ),
      .wasName,
    ])

  init?(_ record: Record, _ header: DeclarationHeader) {
    self.header = header
    inherits = record.texts("inherits")
    grants = record.selectors("grants")
    except = record.selectors("except")
    rowFilters = record.records("row_filter", RowFilterSpec.init)
    masks = record.records("mask", MaskSpec.init)
    sides = record.choices("in", RoleSideChoice.self)
    manage = record.choice("manage", ManageMode.self)
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
      .required("tables", .selectors(minimum: 1), "The tables."),
      .required("where", .sql(.expression), "A condition over their columns."),
    ])

  init?(_ record: Record) {
    guard let condition = record.sql("where") else { return nil }
    self.condition = condition
    tables = record.selectors("tables")
    span = record.span
  }
}

/// How a role sees some columns.
package struct MaskSpec: Sendable {
  /// What stands in place of a value.
  package enum Method: Sendable {
    case hide
    case hash
    case constant(Spanned<ScalarValue>)
    case keepLast(characters: Spanned<Int>)
    /// In Redshift's SQL.
    case expression(SQLSpec)
  }

  /// At least one: columns, or tags of columns.
  package let columns: [Spanned<Selector>]
  package let method: Method
  package let span: SourceSpan

  static let shape = Shape(
    "mask", "How a role sees some columns.",
    [
      .required(
        "columns", .selectors(minimum: 1), "The columns: 'ops.dim_customer.email', 'tag:pii'.")
    ],
    variants: Variants(
      "method", "What stands in place of a value.",
      [
        .init("hide", "Nothing.", []), .init("hash", "A hash, the same for the same value.", []),
        .init("constant", "The same for all.", [.required("value", .scalar, "The value.")]),
        .init(
          "keep_last", "Its last characters.",
          [.required("characters", .integer(1...100), "How many.")]),
        .init(
          "expression", "What an expression gives.",
          [.required("sql", .sql(.expression), "An expression over the table's columns.")]),
      ]))

  init?(_ record: Record) {
    switch record.variant?.value {
    case "hide": method = .hide
    case "hash": method = .hash
    case "constant":
      guard let value = record.scalar("value") else { return nil }
      method = .constant(value)
    case "keep_last":
      guard let characters = record.integer("characters") else { return nil }
      method = .keepLast(characters: characters)
    case "expression":
      guard let sql = record.sql("sql") else { return nil }
      method = .expression(sql)
    default: return nil
    }
    columns = record.selectors("columns")
    span = record.span
  }
}

/// A side of the platform that a role reads.
package enum RoleSideChoice: String, SpecChoice {
  case lake
  case warehouse

  /// What the word means.
  package var doc: String {
    self == .lake ? "The lake, through the query engine." : "The warehouse."
  }

  /// Whether it is carried out.
  package var state: BuildState {
    self == .warehouse ? .built : .notYet(help: "Grant the lake's tables by hand.")
  }
}
