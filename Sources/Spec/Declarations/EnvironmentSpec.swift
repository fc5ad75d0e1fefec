package import Diagnostics

/// One place where the platform stands, such as a laptop or production.
package struct EnvironmentSpec: SpecDeclaration {
  package let header: DeclarationHeader
  /// In the order written; names unique.
  package let variables: [VariableSpec]
  package let lake: LakeCatalogSpec
  package let warehouse: WarehouseSpec
  package let engine: Spanned<EngineChoice>
  /// The state database.
  package let state: DatabaseConnectionSpec
  package let secrets: Spanned<SecretsChoice>
  /// How long what specs no longer name is kept; nil keeps it until it is named.
  package let dropAfter: Spanned<Duration>?

  static let shape = Shape(
    "environment", "One place where the platform stands, such as a laptop or production.",
    [
      .declaredName(1...1, "How the command line names it."), .doc,
      .optional("variables", .map(.scalar), "Values that specs use as '${var.NAME}'."),
      .required("lake", .record(LakeCatalogSpec.shape), "The Iceberg catalog."),
      .required("warehouse", .record(WarehouseSpec.shape), "The warehouse."),
      .required("engine", .record(engineShape), "What runs the SQL of the lake."),
      .required("state", .record(stateShape), "The database that holds Weir's own state."),
      .optional("secrets", .record(secretsShape), "Where '${secret.NAME}' is looked up."),
      .optional(
        "drop_after", .duration, "How long what specs no longer name is kept before it is dropped."),
    ])

  private static let engineShape = Shape(
    "engine", "What runs the SQL of the lake.",
    [.required("type", .choice(of: EngineChoice.self), "Which engine.")])

  private static let stateShape = Shape(
    "state", "The database that holds Weir's own state.",
    [
      .required(
        "connection", .record(DatabaseConnectionSpec.shape), "A PostgreSQL database.")
    ])

  private static let secretsShape = Shape(
    "secrets", "Where '${secret.NAME}' is looked up.",
    [.required("from", .choice(of: SecretsChoice.self), "The store.")])

  init?(_ record: Record, _ header: DeclarationHeader) {
    guard let lake = record.record("lake").flatMap(LakeCatalogSpec.init),
      let warehouse = record.record("warehouse").flatMap(WarehouseSpec.init),
      let engine = record.record("engine")?.choice("type", EngineChoice.self),
      let state = record.record("state")?.record("connection").flatMap(DatabaseConnectionSpec.init)
    else { return nil }
    self.header = header
    variables = (record.map("variables") ?? []).compactMap(VariableSpec.init)
    self.lake = lake
    self.warehouse = warehouse
    self.engine = engine
    self.state = state
    secrets =
      record.record("secrets")?.choice("from", SecretsChoice.self)
      ?? Spanned(.env, at: header.name.span)
    dropAfter = record.duration("drop_after")
  }
}

/// A value that specs use as `${var.NAME}`.
package struct VariableSpec: Sendable {
  package let name: Spanned<String>
  package let value: Spanned<ScalarValue>
  /// The value as it is put into texts.
  package let text: String

  init?(_ name: Spanned<String>, _ value: FieldValue) {
    guard case .scalar(let scalar, let text) = value else { return nil }
    self.name = name
    self.value = scalar
    self.text = text
  }
}

/// The Iceberg catalog of an environment.
package enum LakeCatalogSpec: Sendable {
  /// Weir's own, on loopback.
  case embedded(at: SourceSpan)
  /// An Iceberg REST catalog.
  case rest(RESTCatalogSpec)

  static let shape = Shape(
    "lake", "The Iceberg catalog.", [],
    variants: Variants(
      "catalog", "Which kind of catalog.",
      [
        .init("embedded", "Weir's own catalog, on this machine.", []),
        .init(
          "rest", "An Iceberg REST catalog.",
          [
            .required("uri", .template([]), "Its base address."),
            .optional("token", .template(.secret), "A bearer token."),
            .optional("warehouse", .template([]), "The warehouse that the catalog is asked for."),
          ]),
      ]))

  init?(_ record: Record) {
    switch record.variant?.value {
    case "embedded":
      self = .embedded(at: record.span)
    case "rest":
      guard let uri = record.template("uri") else { return nil }
      self = .rest(
        RESTCatalogSpec(
          uri: uri, token: record.template("token"), warehouse: record.template("warehouse"),
          span: record.span))
    default: return nil
    }
  }
}

/// How to reach an Iceberg REST catalog.
package struct RESTCatalogSpec: Sendable {
  package let uri: Spanned<TemplateText>
  package let token: Spanned<TemplateText>?
  package let warehouse: Spanned<TemplateText>?
  package let span: SourceSpan
}

/// The warehouse of an environment.
package struct WarehouseSpec: Sendable {
  package let dialect: Spanned<WarehouseDialectChoice>
  package let connection: DatabaseConnectionSpec
  /// The principal that writes the star; nil where the connection's own login does.
  package let loader: Spanned<DottedName>?
  package let span: SourceSpan

  static let shape = Shape(
    "warehouse", "The warehouse.",
    [
      .required(
        "dialect", .choice(of: WarehouseDialectChoice.self), "What kind of database it is."),
      .required("connection", .record(DatabaseConnectionSpec.shape), "How to reach it."),
      .optional("loader", .reference(1...1), "The principal that writes the star."),
    ])

  init?(_ record: Record) {
    guard let dialect = record.choice("dialect", WarehouseDialectChoice.self),
      let connection = record.record("connection").flatMap(DatabaseConnectionSpec.init)
    else { return nil }
    self.dialect = dialect
    self.connection = connection
    loader = record.dottedName("loader")
    span = record.span
  }
}

/// Which engine runs the SQL of the lake.
package enum EngineChoice: String, SpecChoice {
  case duckdb

  /// What the word means.
  package var doc: String { "The DuckDB program, on this machine." }
}

/// Where secrets are looked up.
package enum SecretsChoice: String, SpecChoice {
  case env

  /// What the word means.
  package var doc: String { "Environment variables of that name." }
}

/// What kind of database the warehouse is.
package enum WarehouseDialectChoice: String, SpecChoice {
  case postgresql
  case redshift

  /// What the word means.
  package var doc: String {
    switch self {
    case .postgresql: "PostgreSQL 15 or later."
    case .redshift: "Amazon Redshift."
    }
  }
}
