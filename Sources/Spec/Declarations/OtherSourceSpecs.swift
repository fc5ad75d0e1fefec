internal import Diagnostics

/// How snapshots of an RDS database are exported.
package struct RDSExportSpec: Sendable {
  /// The instance or the cluster whose newest automated snapshot is exported.
  package let database: Spanned<TemplateText>
  package let region: Spanned<TemplateText>
  package let bucket: Spanned<TemplateText>
  package let prefix: Spanned<TemplateText>?
  package let role: Spanned<TemplateText>
  package let key: Spanned<TemplateText>
  /// How old the newest snapshot may be; nil for any age.
  package let newest: Spanned<Duration>?

  static let shape = Shape(
    "connection", "How snapshots of an RDS database are exported.",
    [
      .required(
        "database", .template([]), "The instance or cluster whose newest snapshot is exported."),
      .required("region", .template([]), "Its region."),
      .required("bucket", .template([]), "The bucket that files are exported to."),
      .optional("prefix", .template([]), "The prefix in the bucket."),
      .required("role", .template([]), "The ARN of the role that the export takes on."),
      .required("kms_key", .template([]), "The ARN of the key that files are encrypted with."),
      .optional("max_age", .duration, "How old the newest snapshot may be."),
    ])

  init?(_ record: Record) {
    guard let database = record.template("database"), let region = record.template("region"),
      let bucket = record.template("bucket"), let role = record.template("role"),
      let key = record.template("kms_key")
    else { return nil }
    self.database = database
    self.region = region
    self.bucket = bucket
    self.role = role
    self.key = key
    prefix = record.template("prefix")
    newest = record.duration("max_age")
  }
}

/// How to reach Kafka.
package struct KafkaConnectionSpec: Sendable {
  /// At least one: `host:port`.
  package let brokers: [Spanned<TemplateText>]
  package let security: KafkaSecuritySpec?
  package let registry: SchemaRegistrySpec?
  /// Further settings of the client, in the order written; names unique.
  package let properties: [NamedTemplate]

  static let shape = Shape(
    "connection", "How to reach Kafka.",
    [
      .required(
        "brokers", .list(.template([]), minimum: 1), "The brokers to begin with: 'host:9092'."),
      .optional("security", .record(KafkaSecuritySpec.shape), "How Weir says who it is."),
      .optional(
        "schema_registry", .record(SchemaRegistrySpec.shape), "Where schemas of records stand."),
      .optional("properties", .map(.template(.secret)), "Further settings of the client."),
    ])

  init?(_ record: Record) {
    brokers = record.templates("brokers")
    if brokers.isEmpty { return nil }
    security = record.record("security").flatMap(KafkaSecuritySpec.init)
    registry = record.record("schema_registry").flatMap(SchemaRegistrySpec.init)
    properties = record.namedTemplates("properties")
  }
}

/// How Weir says to Kafka who it is.
package struct KafkaSecuritySpec: Sendable {
  package let isEncrypted: Spanned<Bool>?
  /// Nil for TLS alone.
  package let mechanism: Spanned<KafkaMechanismChoice>?
  package let user: Spanned<TemplateText>?
  package let password: Spanned<TemplateText>?

  static let shape = Shape(
    "security", "How Weir says to Kafka who it is.",
    [
      .optional("tls", .boolean, default: "true", "Whether the connection is encrypted."),
      .optional("mechanism", .choice(of: KafkaMechanismChoice.self), "The SASL mechanism."),
      .optional("user", .template(.secret), "The login."),
      .optional("password", .template(.secret), "The login's password."),
    ], rules: [.requires("user", "password"), .requires("mechanism", "user")])

  init(_ record: Record) {
    isEncrypted = record.boolean("tls")
    mechanism = record.choice("mechanism", KafkaMechanismChoice.self)
    user = record.template("user")
    password = record.template("password")
  }
}

/// A SASL mechanism.
package enum KafkaMechanismChoice: String, SpecChoice {
  case plain
  case scram256 = "scram_sha_256"
  case scram512 = "scram_sha_512"
  case iam = "aws_msk_iam"

  /// What the word means.
  package var doc: String {
    switch self {
    case .plain: "User and password as they are."
    case .scram256: "SCRAM with SHA-256."
    case .scram512: "SCRAM with SHA-512."
    case .iam: "AWS credentials, as Amazon MSK takes them."
    }
  }
}

/// Where the schemas of Kafka's records stand.
package struct SchemaRegistrySpec: Sendable {
  package let url: Spanned<TemplateText>
  package let user: Spanned<TemplateText>?
  package let password: Spanned<TemplateText>?

  static let shape = Shape(
    "schema_registry", "Where schemas of records stand.",
    [
      .required("url", .template([]), "Its address."),
      .optional("user", .template(.secret), "The login."),
      .optional("password", .template(.secret), "The login's password."),
    ])

  init?(_ record: Record) {
    guard let url = record.template("url") else { return nil }
    self.url = url
    user = record.template("user")
    password = record.template("password")
  }
}

/// What is read from Kafka.
package struct TopicSpec: Sendable {
  /// At least one.
  package let topics: [Spanned<TemplateText>]
  package let format: Spanned<TopicFormatChoice>
  /// Where a stream that was never read begins; `earliest` when not written.
  package let start: Spanned<TopicStartChoice>?
  /// Of one window; nil for all that is there when the window begins.
  package let largestWindow: Spanned<Int>?

  static let fields: [Field] = [
    .optional("topic", .template([]), "The topic."),
    .optional(
      "topics", .list(.template([]), minimum: 1), "Several topics whose records are alike."),
    .required("format", .choice(of: TopicFormatChoice.self), "How records are written."),
    .optional(
      "start", .choice(of: TopicStartChoice.self), default: "earliest",
      "Where a stream that was never read begins."),
    .optional("max_records", .integer(1...Int.max), "How many records one window holds at most."),
  ]

  static let rules: [ShapeRule] = [.exactlyOne(["topic", "topics"])]

  init?(_ record: Record) {
    topics = (record.template("topic").map { [$0] } ?? []) + record.templates("topics")
    guard !topics.isEmpty, let format = record.choice("format", TopicFormatChoice.self) else {
      return nil
    }
    self.format = format
    start = record.choice("start", TopicStartChoice.self)
    largestWindow = record.integer("max_records")
  }
}

/// How records of a topic are written.
package enum TopicFormatChoice: String, SpecChoice {
  case json
  case avro
  case text

  /// What the word means.
  package var doc: String {
    switch self {
    case .json: "JSON objects."
    case .avro: "Avro, with schemas of the registry."
    case .text: "Plain text, in one column."
    }
  }
}

/// Where a stream that was never read begins.
package enum TopicStartChoice: String, SpecChoice {
  case earliest
  case latest

  /// What the word means.
  package var doc: String {
    self == .earliest ? "With the oldest record that is kept." : "With what comes from now on."
  }
}

/// Where somebody else puts files.
package struct FilesConnectionSpec: Sendable {
  package let location: Spanned<TemplateText>
  package let region: Spanned<TemplateText>?
  package let endpoint: Spanned<TemplateText>?

  static let shape = Shape(
    "connection", "Where somebody else puts files.",
    [
      .required("location", .template([]), "A prefix in S3, or a folder of this machine."),
      .optional("region", .template([]), "The bucket's region."),
      .optional("endpoint", .template([]), "The address of a store that is not Amazon's."),
    ])

  init?(_ record: Record) {
    guard let location = record.template("location") else { return nil }
    self.location = location
    region = record.template("region")
    endpoint = record.template("endpoint")
  }
}

/// Files of one form.
package struct FileSetSpec: Sendable {
  /// With `*` for any characters of a name, `**` for any folders.
  package let pattern: Spanned<TemplateText>
  package let format: Spanned<FileFormatChoice>
  package let compression: Spanned<CompressionChoice>?
  package let csv: CSVSpec?

  static let fields: [Field] = [
    .required("files", .template(.interval), "As 'orders/*.csv', below the connection's location."),
    .required("format", .choice(of: FileFormatChoice.self), "How they are written."),
    .optional(
      "compression", .choice(of: CompressionChoice.self),
      "How they are compressed; else what their names say."),
    .optional("csv", .record(CSVSpec.shape), "What CSV files look like."),
  ]

  init?(_ record: Record) {
    guard let pattern = record.template("files"),
      let format = record.choice("format", FileFormatChoice.self)
    else { return nil }
    self.pattern = pattern
    self.format = format
    compression = record.choice("compression", CompressionChoice.self)
    csv = record.record("csv").map(CSVSpec.init)
  }
}

/// How files are written.
package enum FileFormatChoice: String, SpecChoice {
  case csv
  case json
  case parquet
  case avro

  /// What the word means.
  package var doc: String {
    switch self {
    case .csv: "Comma-separated values."
    case .json: "A JSON object a line, or one array of objects."
    case .parquet: "Apache Parquet."
    case .avro: "Apache Avro."
    }
  }
}

/// How files are compressed.
package enum CompressionChoice: String, SpecChoice {
  case uncompressed
  case gzip
  case zstd

  /// What the word means.
  package var doc: String {
    switch self {
    case .uncompressed: "Not at all."
    case .gzip: "With gzip."
    case .zstd: "With Zstandard."
    }
  }
}

/// What CSV files look like.
package struct CSVSpec: Sendable {
  package let delimiter: Spanned<String>?
  package let quote: Spanned<String>?
  package let hasHeader: Spanned<Bool>?
  /// What stands for a missing value.
  package let nullText: Spanned<String>?
  package let encoding: Spanned<String>?

  static let shape = Shape(
    "csv", "What CSV files look like.",
    [
      .optional("delimiter", .text, default: ",", "What stands between two values."),
      .optional("quote", .text, default: "\"", "What stands around a value."),
      .optional("header", .boolean, default: "true", "Whether the first line names the columns."),
      .optional("null_text", .text, "What stands for a missing value; else nothing does."),
      .optional("encoding", .text, default: "utf-8", "How characters are written."),
    ])

  init(_ record: Record) {
    delimiter = record.text("delimiter")
    quote = record.text("quote")
    hasHeader = record.boolean("header")
    nullText = record.text("null_text")
    encoding = record.text("encoding")
  }
}
