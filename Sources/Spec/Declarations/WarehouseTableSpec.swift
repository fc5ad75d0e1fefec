package import Catalog
package import Diagnostics

/// A table of the warehouse that is neither a dimension nor a fact.
package struct WarehouseTableSpec: SpecDeclaration {
  package let header: DeclarationHeader
  /// In the order written; names unique, at least one.
  package let columns: [WarehouseColumnSpec]
  /// The columns that name a row; empty when none are.
  package let key: [Spanned<String>]
  /// Further columns, or lists of columns, that are unique.
  package let uniqueKeys: [[Spanned<String>]]
  package let foreignKeys: [ForeignKeySpec]
  /// Nil when nothing is said of them.
  package let checkConstraints: [CheckConstraintSpec]?
  /// Nil when nothing is said of them.
  package let indexes: [IndexSpec]?
  package let partitioning: PartitioningSpec?
  /// Nil when nothing is said of them.
  package let partitions: [PartitionSpec]?
  /// What its expressions are written in; Redshift's SQL when not written.
  package let dialect: Spanned<WarehouseDialectChoice>?
  package let databaseOwner: Spanned<String>?
  package let distribution: DistributionSpec?
  package let sort: SortSpec?
  /// What it was called before: a table of the same schema, or `schema.table`.
  package let was: Spanned<DottedName>?

  static let shape = Shape(
    .warehouseTable,
    [
      .declaredName(2...2, "As 'schema.table'."), .doc, .owner, .tags,
      .required(
        "columns", .records(WarehouseColumnSpec.shape, minimum: 1, unique: "name"),
        "Its columns, in order."),
      .optional("key", .names(minimum: 1), "The columns that name a row."),
      .optional("unique", .list(.names(minimum: 1)), "Further lists of columns that are unique."),
      .optional("foreign_keys", .records(ForeignKeySpec.shape), "References to other tables."),
      .optional(
        "check_constraints", .records(CheckConstraintSpec.shape, unique: "name"),
        "Conditions that PostgreSQL holds each row to; left as they are when not written."),
      .optional(
        "indexes", .records(IndexSpec.shape),
        "Indexes of PostgreSQL behind no key; left as they are when not written."),
      .optional(
        "partition_by", .record(PartitioningSpec.shape),
        "How PostgreSQL spreads the rows over tables of their own."),
      .optional(
        "partitions", .records(PartitionSpec.shape, unique: "name"),
        "Those tables; left as they are when not written."),
      .optional(
        "dialect", .choice(of: WarehouseDialectChoice.self), default: "redshift",
        "What its expressions are written in."),
      .optional("db_owner", .text, "The database principal that owns it."),
      DistributionSpec.field, SortSpec.field, .wasTable,
    ], rules: [.requires("partitions", "partition_by")])

  init?(_ record: Record, _ header: DeclarationHeader) {
    self.header = header
    columns = record.records("columns", WarehouseColumnSpec.init)
    key = record.texts("key")
    uniqueKeys = record.list("unique") { value in
      if case .list(let names) = value { names.compactMap(\.text) } else { nil }
    }
    foreignKeys = record.records("foreign_keys", ForeignKeySpec.init)
    checkConstraints =
      record["check_constraints"] == nil
      ? nil : record.records("check_constraints", CheckConstraintSpec.init)
    indexes = record["indexes"] == nil ? nil : record.records("indexes", IndexSpec.init)
    partitioning = record.record("partition_by").flatMap(PartitioningSpec.init)
    partitions =
      record["partitions"] == nil ? nil : record.records("partitions", PartitionSpec.init)
    dialect = record.choice("dialect", WarehouseDialectChoice.self)
    databaseOwner = record.text("db_owner")
    distribution = record.record("distribution").flatMap(DistributionSpec.init)
    sort = record.record("sort").flatMap(SortSpec.init)
    was = record.dottedName("was")
  }
}

/// A column of a warehouse table.
package struct WarehouseColumnSpec: Sendable {
  package let name: Spanned<String>
  package let type: Spanned<DataType>
  /// False when not written.
  package let isRequired: Bool
  /// An expression in the table's dialect.
  package let defaultValue: SQLSpec?
  package let identity: IdentitySpec?
  package let serial: Spanned<Bool>?
  /// An expression in the table's dialect.
  package let computed: SQLSpec?
  package let encoding: Spanned<EncodingChoice>?
  package let doc: Spanned<String>?
  package let tags: [Spanned<String>]
  /// What it was called before.
  package let was: Spanned<String>?
  package let span: SourceSpan

  static let shape = Shape(
    "column", "A column of a warehouse table.",
    [
      .required("name", .name, "Its name, unique in the table."),
      .required(
        "type", .warehouseType, "Its type; 'native(smallint)' is one of the server's own."),
      .optional("required", .boolean, default: "false", "Whether every row has a value."),
      .optional("default", .sql(.expression), "What new rows have when they give nothing."),
      .optional("identity", .record(IdentitySpec.shape), "A counter that gives its values."),
      .optional(
        "serial", .boolean, default: "false",
        "Whether PostgreSQL's older kind of counter gives its values."),
      .optional(
        "computed", .sql(.expression),
        "What PostgreSQL computes its values from: other columns of the row."),
      .optional(
        "encoding", .choice(of: EncodingChoice.self),
        "How Redshift keeps the values small; else it decides itself."),
      .doc, .tags, .wasName,
    ], rules: [.atMostOne(["default", "identity", "serial", "computed"])])

  init?(_ record: Record) {
    guard let name = record.text("name"), let type = record.dataType("type") else { return nil }
    self.name = name
    self.type = type
    isRequired = record.boolean("required")?.value ?? false
    defaultValue = record.sql("default")
    identity = record.record("identity").flatMap(IdentitySpec.init)
    serial = record.boolean("serial")
    computed = record.sql("computed")
    encoding = record.choice("encoding", EncodingChoice.self)
    doc = record.text("doc")
    tags = record.texts("tags")
    was = record.text("was")
    span = record.span
  }
}

/// A reference from columns of a table to the key of another.
package struct ForeignKeySpec: Sendable {
  /// As many as `toColumns`.
  package let columns: [Spanned<String>]
  package let to: Spanned<DottedName>
  package let toColumns: [Spanned<String>]
  package let onDelete: ReferentialAction
  package let onUpdate: ReferentialAction
  package let timing: ConstraintTiming

  static let shape = Shape(
    "foreign key", "A reference to the key of another table.",
    [
      .required("columns", .names(minimum: 1), "The columns."),
      .required("to", .reference(2...2), "The other table."),
      .optional("to_columns", .names(minimum: 1), "Its columns; the same names when not written."),
      .optional(
        "on_delete", .choice(of: ReferentialActionChoice.self), default: "no_action",
        "What becomes of rows that refer to one that goes."),
      .optional(
        "on_update", .choice(of: ReferentialActionChoice.self), default: "no_action",
        "What becomes of rows that refer to one whose key changes."),
      .optional(
        "checked", .choice(of: ConstraintTimingChoice.self), default: "immediate",
        "When it is checked."),
    ], rules: [.sameLength("columns", "to_columns")])

  init?(_ record: Record) {
    guard let to = record.dottedName("to") else { return nil }
    self.to = to
    columns = record.texts("columns")
    let others = record.texts("to_columns")
    toColumns = others.isEmpty ? columns : others
    onDelete = record.choice("on_delete", ReferentialActionChoice.self)?.value.action ?? .noAction
    onUpdate = record.choice("on_update", ReferentialActionChoice.self)?.value.action ?? .noAction
    timing = record.choice("checked", ConstraintTimingChoice.self)?.value.timing ?? .immediate
  }
}

/// How Redshift spreads the rows of a table.
package struct DistributionSpec: Sendable {
  package let style: Spanned<DistributionChoice>
  /// Never nil when the style is `key`.
  package let column: Spanned<String>?

  static let shape = Shape(
    "distribution", "How Redshift spreads the rows.", [],
    variants: Variants(
      "style", "The style.",
      [
        .init(DistributionChoice.automatic, []), .init(DistributionChoice.even, []),
        .init(DistributionChoice.all, []),
        .init(
          DistributionChoice.key, [.required("column", .name, "The column whose value decides.")]),
      ]))

  /// For tables that Redshift need not spread by itself.
  static let field = Field.optional(
    "distribution", .record(shape), "How Redshift spreads the rows; else it decides itself.")

  init?(_ record: Record) {
    guard let variant = record.variant, let style = DistributionChoice(rawValue: variant.value)
    else { return nil }
    self.style = Spanned(style, at: variant.span)
    column = record.text("column")
    if style == .key, column == nil { return nil }
  }
}

/// A distribution style of Redshift.
package enum DistributionChoice: String, SpecChoice {
  case automatic = "auto"
  case even
  case all
  case key

  /// What the word means.
  package var doc: String {
    switch self {
    case .automatic: "Redshift decides."
    case .even: "One after the other over all slices."
    case .all: "A whole copy on each node."
    case .key: "By the value of a column."
    }
  }
}

/// How Redshift sorts the rows of a table.
package struct SortSpec: Sendable {
  /// Compound when not written.
  package let style: Spanned<SortStyleChoice>
  /// Empty only when the style is `auto`.
  package let columns: [Spanned<String>]

  static let shape = Shape(
    "sort", "How Redshift sorts the rows.", [],
    variants: Variants(
      "style", "The style.", default: SortStyleChoice.compound.rawValue,
      [
        .init(SortStyleChoice.compound, [columns]), .init(SortStyleChoice.interleaved, [columns]),
        .init(SortStyleChoice.automatic, []),
      ]))

  private static let columns = Field.required(
    "columns", .names(minimum: 1), "The columns, the most important first.")

  /// For tables that Redshift need not sort by itself.
  static let field = Field.optional(
    "sort", .record(shape), "How Redshift sorts the rows; else it decides itself.")

  init?(_ record: Record) {
    guard let variant = record.variant, let style = SortStyleChoice(rawValue: variant.value)
    else { return nil }
    self.style = Spanned(style, at: variant.span)
    columns = record.texts("columns")
    if style != .automatic, columns.isEmpty { return nil }
  }
}

/// A kind of sort key of Redshift.
package enum SortStyleChoice: String, SpecChoice {
  case compound
  case interleaved
  case automatic = "auto"

  /// What the word means.
  package var doc: String {
    switch self {
    case .compound: "By the first column, then by the second."
    case .interleaved: "By each column alike; cannot be changed later."
    case .automatic: "Redshift decides."
    }
  }
}

/// A part of the lake as Redshift sees it.
package struct ExternalSchemaSpec: SpecDeclaration {
  package let header: DeclarationHeader
  package let catalog: ExternalCatalogSpec
  /// The ARN of the role that reads; nil for the default of the cluster.
  package let role: Spanned<TemplateText>?
  /// The namespaces of the lake that it shows.
  package let namespaces: [Spanned<DottedName>]
  /// What it was called before.
  package let was: Spanned<String>?

  static let shape = Shape(
    .externalSchema,
    [
      .declaredName(1...1, "Its name."), .doc, .owner, .tags,
      .required("catalog", .record(ExternalCatalogSpec.shape), "Where its tables are described."),
      .optional("role", .template([]), "The ARN of the role that reads; else the cluster's own."),
      .optional(
        "shows", .list(.reference(1...7), unique: .value), "The namespaces of the lake it shows."),
      .wasName,
    ])

  init?(_ record: Record, _ header: DeclarationHeader) {
    guard let catalog = record.record("catalog").flatMap(ExternalCatalogSpec.init) else {
      return nil
    }
    self.header = header
    self.catalog = catalog
    role = record.template("role")
    namespaces = record.references("shows")
    was = record.text("was")
  }
}

/// Where the tables of an external schema are described.
package struct ExternalCatalogSpec: Sendable {
  package let database: Spanned<TemplateText>
  package let region: Spanned<TemplateText>?
  /// The ARN of the role that reads the catalog; nil for the one that reads the files.
  package let role: Spanned<TemplateText>?
  package let createsDatabase: Spanned<Bool>?

  static let shape = Shape(
    "catalog", "Where the tables of an external schema are described.", [],
    variants: Variants(
      "type", "Which catalog.", default: "glue",
      [
        .init(
          "glue", "The AWS Glue Data Catalog.",
          [
            .required("database", .template([]), "The database of the catalog."),
            .optional("region", .template([]), "The catalog's region, where it is another one."),
            .optional("role", .template([]), "The ARN of the role that reads the catalog."),
            .optional(
              "create_database", .boolean, default: "false",
              "Whether the database is made when missing."),
          ])
      ]))

  init?(_ record: Record) {
    guard let database = record.template("database") else { return nil }
    self.database = database
    region = record.template("region")
    role = record.template("role")
    createsDatabase = record.boolean("create_database")
  }
}
