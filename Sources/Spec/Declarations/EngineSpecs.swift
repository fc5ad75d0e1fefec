/// What runs the SQL of the lake.
package enum EngineSpec: Sendable {
  case duckDB
  case sparkConnect(url: Spanned<TemplateText>)
  case emrServerless(EMRServerlessSpec)
  case glue(GlueEngineSpec)
  case sparkSubmit(SparkSubmitSpec)

  private static let useDuckDB = "Write 'type: duckdb'."

  static let shape = Shape(
    "engine", "What runs the SQL of the lake.", [],
    variants: Variants(
      "type", "Which engine.",
      [
        .init("duckdb", "The DuckDB program, on this machine.", []),
        .init(
          "spark_connect", "Spark, through Spark Connect.",
          [.required("url", .template(.secret), "As 'sc://host:15002'.")]
        )
        .notYet(useDuckDB),
        .init("emr_serverless", "Spark on EMR Serverless.", EMRServerlessSpec.fields)
          .notYet(useDuckDB),
        .init("glue", "Spark as jobs of AWS Glue.", GlueEngineSpec.fields).notYet(useDuckDB),
        .init("spark_submit", "Spark, through spark-submit.", SparkSubmitSpec.fields)
          .notYet(useDuckDB),
      ]))

  init?(_ record: Record) {
    switch record.variant?.value {
    case "duckdb": self = .duckDB
    case "spark_connect":
      guard let url = record.template("url") else { return nil }
      self = .sparkConnect(url: url)
    case "emr_serverless":
      guard let spec = EMRServerlessSpec(record) else { return nil }
      self = .emrServerless(spec)
    case "glue":
      guard let spec = GlueEngineSpec(record) else { return nil }
      self = .glue(spec)
    case "spark_submit":
      guard let spec = SparkSubmitSpec(record) else { return nil }
      self = .sparkSubmit(spec)
    default: return nil
    }
  }

  fileprivate static let configuration = Field.optional(
    "spark_conf", .map(.template(.secret)), "Settings of Spark.")
}

/// An application of EMR Serverless.
package struct EMRServerlessSpec: Sendable {
  package let application: Spanned<TemplateText>
  package let role: Spanned<TemplateText>
  package let region: Spanned<TemplateText>
  /// A prefix in S3.
  package let logs: Spanned<TemplateText>?
  /// In the order written; names unique.
  package let configuration: [NamedTemplate]

  static let fields: [Field] = [
    .required("application", .template([]), "The application's id."),
    .required("role", .template([]), "The ARN of the role that jobs run as."),
    .required("region", .template([]), "Its region."),
    .optional("logs", .template([]), "The prefix in S3 for logs."),
    EngineSpec.configuration,
  ]

  init?(_ record: Record) {
    guard let application = record.template("application"), let role = record.template("role"),
      let region = record.template("region")
    else { return nil }
    self.application = application
    self.role = role
    self.region = region
    logs = record.template("logs")
    configuration = record.namedTemplates("spark_conf")
  }
}

/// A job of AWS Glue that runs any Spark work.
package struct GlueEngineSpec: Sendable {
  package let job: Spanned<TemplateText>
  package let region: Spanned<TemplateText>
  package let workerType: Spanned<TemplateText>?
  package let workers: Spanned<Int>?
  package let configuration: [NamedTemplate]

  static let fields: [Field] = [
    .required("job", .template([]), "The job's name."),
    .required("region", .template([]), "Its region."),
    .optional("worker_type", .template([]), "As 'G.1X'."),
    .optional("workers", .integer(1...1000), "How many workers a run has."),
    EngineSpec.configuration,
  ]

  init?(_ record: Record) {
    guard let job = record.template("job"), let region = record.template("region") else {
      return nil
    }
    self.job = job
    self.region = region
    workerType = record.template("worker_type")
    workers = record.integer("workers")
    configuration = record.namedTemplates("spark_conf")
  }
}

/// A cluster that spark-submit hands work to.
package struct SparkSubmitSpec: Sendable {
  package let master: Spanned<TemplateText>
  /// Nil for that of the path.
  package let home: Spanned<TemplateText>?
  package let packages: [Spanned<TemplateText>]
  package let configuration: [NamedTemplate]

  static let fields: [Field] = [
    .required("master", .template([]), "As 'yarn', 'local[2]' or 'k8s://https://host'."),
    .optional("home", .template([]), "The folder of Spark; else spark-submit of the path."),
    .optional("packages", .list(.template([])), "Maven coordinates of what Spark loads."),
    EngineSpec.configuration,
  ]

  init?(_ record: Record) {
    guard let master = record.template("master") else { return nil }
    self.master = master
    home = record.template("home")
    packages = record.templates("packages")
    configuration = record.namedTemplates("spark_conf")
  }
}

/// What people query the lake with.
package struct QueryEngineSpec: Sendable {
  package let url: Spanned<TemplateText>
  /// The query engine's name for the lake's catalog; `lake` when not written.
  package let catalog: Spanned<TemplateText>?
  package let user: Spanned<TemplateText>?
  package let password: Spanned<TemplateText>?

  static let shape = Shape(
    "query_engine", "What people query the lake with.", [],
    variants: Variants(
      "type", "Which engine.",
      [
        .init(
          "trino", "Trino.",
          [
            .required("url", .template([]), "The address of the coordinator."),
            .optional(
              "catalog", .template([]), default: "lake", "Trino's name for the lake's catalog."),
            .optional("user", .template(.secret), "The login."),
            .optional("password", .template(.secret), "The login's password."),
          ])
      ]))

  init?(_ record: Record) {
    guard let url = record.template("url") else { return nil }
    self.url = url
    catalog = record.template("catalog")
    user = record.template("user")
    password = record.template("password")
  }
}

/// What starts schedules.
package enum OrchestratorSpec: Sendable {
  /// Weir's own.
  case runner
  case airflow(AirflowSpec)

  static let shape = Shape(
    "orchestrator", "What starts schedules.", [],
    variants: Variants(
      "type", "Which one.",
      [
        .init("runner", "Weir's own runner.", []),
        .init("airflow", "Airflow, with DAGs that Weir generates.", AirflowSpec.fields)
          .notYet("Write 'type: runner'."),
      ]))

  init?(_ record: Record) {
    switch record.variant?.value {
    case "runner": self = .runner
    case "airflow": self = .airflow(AirflowSpec(record))
    default: return nil
    }
  }
}

/// How generated DAGs run.
package struct AirflowSpec: Sendable {
  /// Where DAG files are published to.
  package let dags: Spanned<TemplateText>?
  /// Put in front of the ids of DAGs.
  package let prefix: Spanned<TemplateText>?
  package let pool: Spanned<TemplateText>?
  /// The container that tasks run in; nil for the worker itself.
  package let image: Spanned<TemplateText>?

  static let fields: [Field] = [
    .optional("dags", .template([]), "The prefix in S3 that DAG files are published to."),
    .optional("dag_prefix", .template([]), "Put in front of the ids of DAGs."),
    .optional("pool", .template([]), "The pool of all tasks."),
    .optional("image", .template([]), "The container that tasks run in; else the worker itself."),
  ]

  init(_ record: Record) {
    dags = record.template("dags")
    prefix = record.template("dag_prefix")
    pool = record.template("pool")
    image = record.template("image")
  }
}

/// How Weir proves to the warehouse who it is.
package enum LoginSpec: Sendable {
  /// By user and password of the connection.
  case password
  /// By the AWS credential chain of the machine.
  case awsChain(AWSLoginSpec)
  /// By a token of the pipeline, as GitLab gives it.
  case webIdentity(role: Spanned<TemplateText>, token: Spanned<TemplateText>, AWSLoginSpec)

  private static let usePassword =
    "Write 'type: password', with user and password of the connection."

  static let shape = Shape(
    "login", "How Weir proves to the warehouse who it is.", [],
    variants: Variants(
      "type", "The method.",
      [
        .init("password", "By user and password of the connection.", []),
        .init(
          "aws", "By the AWS credential chain, with 'GetClusterCredentials'.", AWSLoginSpec.fields,
          rules: AWSLoginSpec.rules
        )
        .notYet(usePassword),
        .init(
          "web_identity", "By a token of the pipeline that AWS trusts, as GitLab gives it.",
          [
            .required("role", .template([]), "The ARN of the role to take on."),
            .required("token", .template(.secret), "The token, as '${secret.NAME}'."),
          ] + AWSLoginSpec.fields, rules: AWSLoginSpec.rules
        )
        .notYet(usePassword),
      ]))

  init?(_ record: Record) {
    switch record.variant?.value {
    case "password": self = .password
    case "aws": self = .awsChain(AWSLoginSpec(record))
    case "web_identity":
      guard let role = record.template("role"), let token = record.template("token") else {
        return nil
      }
      self = .webIdentity(role: role, token: token, AWSLoginSpec(record))
    default: return nil
    }
  }
}

/// How temporary credentials of a Redshift cluster or workgroup are asked for.
package struct AWSLoginSpec: Sendable {
  package let region: Spanned<TemplateText>?
  package let cluster: Spanned<TemplateText>?
  package let workgroup: Spanned<TemplateText>?
  package let databaseUser: Spanned<TemplateText>?
  package let databaseGroups: [Spanned<TemplateText>]
  package let createsUser: Spanned<Bool>?

  static let fields: [Field] = [
    .optional("region", .template([]), "The region; else that of the credential chain."),
    .optional("cluster", .template([]), "The cluster that credentials are asked for."),
    .optional("workgroup", .template([]), "The serverless workgroup that they are asked for."),
    .optional("db_user", .template([]), "The database user that they are for."),
    .optional("db_groups", .list(.template([])), "The groups that the session joins."),
    .optional("auto_create", .boolean, default: "false", "Whether the user is made when missing."),
  ]

  static let rules: [ShapeRule] = [.exactlyOne(["cluster", "workgroup"])]

  init(_ record: Record) {
    region = record.template("region")
    cluster = record.template("cluster")
    workgroup = record.template("workgroup")
    databaseUser = record.template("db_user")
    databaseGroups = record.templates("db_groups")
    createsUser = record.boolean("auto_create")
  }
}
