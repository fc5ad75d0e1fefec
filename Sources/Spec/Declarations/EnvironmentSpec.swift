package import Diagnostics

/// One place where the platform stands, such as a laptop or production.
package struct EnvironmentSpec: SpecDeclaration {
  package let header: DeclarationHeader
  /// The environment that this one takes over what it does not write itself; everything here is
  /// already merged.
  package let base: Spanned<DottedName>?
  /// In the order written; names unique.
  package let variables: [VariableSpec]
  package let lake: LakeCatalogSpec
  package let storage: StorageSpec?
  package let warehouse: WarehouseSpec
  package let login: LoginSpec?
  package let engine: EngineSpec
  package let queryEngine: QueryEngineSpec?
  package let orchestrator: OrchestratorSpec?
  /// The state database.
  package let state: DatabaseConnectionSpec
  package let secrets: SecretsSpec
  /// Put in front of the names of schemas and namespaces.
  package let namePrefix: Spanned<String>?
  /// How long what specs no longer name is kept; nil keeps it until it is named.
  package let dropAfter: Spanned<Duration>?
  package let was: Spanned<String>?
  /// The document as written, for environments that extend this one.
  var document: EnvironmentDocument?

  static let shape = Shape(
    .environment,
    [
      .declaredName(1...1, "How the command line names it."), .doc, .owner, .tags,
      .optional(
        "extends", .reference(1...1),
        "Another environment. What is not written here is as there; mappings are merged key by key."
      ),
      .optional("variables", .map(.scalar), "Values that specs use as '${var.NAME}'."),
      .required("lake", .record(LakeCatalogSpec.shape), "The Iceberg catalog."),
      .optional("storage", .record(StorageSpec.shape), "Where files of the lake stand.")
        .notYet("Set the location of each 'lake_namespace'."),
      .required("warehouse", .record(WarehouseSpec.shape), "The warehouse."),
      .optional("login", .record(LoginSpec.shape), "How Weir proves to the warehouse who it is."),
      .required("engine", .record(EngineSpec.shape), "What runs the SQL of the lake."),
      .optional("query_engine", .record(QueryEngineSpec.shape), "What people query the lake with.")
        .notYet("Grant access to it by hand."),
      .optional("orchestrator", .record(OrchestratorSpec.shape), "What starts schedules."),
      .required("state", .record(stateShape), "The database that holds Weir's own state."),
      .optional("secrets", .record(SecretsSpec.shape), "Where '${secret.NAME}' is looked up."),
      .optional("name_prefix", .name, "Put in front of the names of schemas and namespaces.")
        .notYet("Give each environment a database of its own."),
      .optional(
        "drop_after", .duration,
        "How long tables and views that specs no longer name are kept before a plan drops them; "
          + "without it for ever."),
      .wasName.notYet("Keep the old name: it keys what Weir made."),
    ], overlayKey: "extends")

  private static let stateShape = Shape(
    "state", "The database that holds Weir's own state.",
    [.required("connection", .record(DatabaseConnectionSpec.shape), "A PostgreSQL database.")])

  init?(_ record: Record, _ header: DeclarationHeader) {
    guard let lake = record.record("lake").flatMap(LakeCatalogSpec.init),
      let warehouse = record.record("warehouse").flatMap(WarehouseSpec.init),
      let engine = record.record("engine").flatMap(EngineSpec.init),
      let state = record.record("state")?.record("connection").flatMap(DatabaseConnectionSpec.init)
    else { return nil }
    self.header = header
    base = record.dottedName("extends")
    variables = (record.map("variables") ?? []).compactMap(VariableSpec.init)
    self.lake = lake
    storage = record.record("storage").flatMap(StorageSpec.init)
    self.warehouse = warehouse
    login = record.record("login").flatMap(LoginSpec.init)
    self.engine = engine
    queryEngine = record.record("query_engine").flatMap(QueryEngineSpec.init)
    orchestrator = record.record("orchestrator").flatMap(OrchestratorSpec.init)
    self.state = state
    secrets =
      record.record("secrets").flatMap(SecretsSpec.init) ?? .environmentVariables
    namePrefix = record.text("name_prefix")
    dropAfter = record.duration("drop_after")
    was = record.text("was")
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

/// The warehouse of an environment.
package struct WarehouseSpec: Sendable {
  package let dialect: Spanned<WarehouseDialectChoice>
  package let connection: DatabaseConnectionSpec
  /// The principal that writes the star; nil where the connection's own login does.
  package let loader: Spanned<DottedName>?
  package let copy: CopySpec?
  package let span: SourceSpan

  static let shape = Shape(
    "warehouse", "The warehouse.",
    [
      .required(
        "dialect", .choice(of: WarehouseDialectChoice.self), "What kind of database it is."),
      .required("connection", .record(DatabaseConnectionSpec.shape), "How to reach it."),
      .optional("loader", .reference(1...1), "The principal that writes the star."),
      .optional("copy", .record(CopySpec.shape), "How Redshift reads what is loaded.")
        .notYet("Remove it: rows go through the connection."),
    ])

  init?(_ record: Record) {
    guard let dialect = record.choice("dialect", WarehouseDialectChoice.self),
      let connection = record.record("connection").flatMap(DatabaseConnectionSpec.init)
    else { return nil }
    self.dialect = dialect
    self.connection = connection
    loader = record.dottedName("loader")
    copy = record.record("copy").flatMap(CopySpec.init)
    span = record.span
  }
}

/// How Redshift's COPY reads files.
package struct CopySpec: Sendable {
  /// The ARN of the role that the warehouse takes on.
  package let role: Spanned<TemplateText>
  package let staging: Spanned<TemplateText>
  package let region: Spanned<TemplateText>?

  static let shape = Shape(
    "copy", "How Redshift reads what is loaded.",
    [
      .required("role", .template([]), "The ARN of the IAM role that the warehouse takes on."),
      .required("staging", .template([]), "The prefix in S3 for files on their way."),
      .optional("region", .template([]), "The bucket's region, where it is another one."),
    ])

  init?(_ record: Record) {
    guard let role = record.template("role"), let staging = record.template("staging") else {
      return nil
    }
    self.role = role
    self.staging = staging
    region = record.template("region")
  }
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

/// Where secrets are looked up.
package enum SecretsSpec: Sendable {
  case environmentVariables
  /// A file of lines `NAME=VALUE`.
  case file(path: Spanned<TemplateText>)
  case secretsManager(prefix: Spanned<TemplateText>?, region: Spanned<TemplateText>?)

  static let shape = Shape(
    "secrets", "Where '${secret.NAME}' is looked up.", [],
    variants: Variants(
      "from", "The store.",
      [
        .init("env", "Environment variables of that name.", []),
        .init(
          "file", "A file of lines NAME=VALUE.",
          [.required("path", .template([]), "The file, which is never committed.")]
        )
        .notYet("Write 'from: env', and load the file into the environment."),
        .init(
          "aws_secrets_manager", "AWS Secrets Manager.",
          [
            .optional("prefix", .template([]), "Put in front of the name of each secret."),
            .optional("region", .template([]), "Its region."),
          ]
        )
        .notYet("Write 'from: env', and fetch the secrets before Weir starts."),
      ]))

  init?(_ record: Record) {
    switch record.variant?.value {
    case "env": self = .environmentVariables
    case "file":
      guard let path = record.template("path") else { return nil }
      self = .file(path: path)
    case "aws_secrets_manager":
      self = .secretsManager(
        prefix: record.template("prefix"), region: record.template("region"))
    default: return nil
    }
  }
}
