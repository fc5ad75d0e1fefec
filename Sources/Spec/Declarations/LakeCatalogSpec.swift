package import Diagnostics

/// The Iceberg catalog of an environment.
package enum LakeCatalogSpec: Sendable {
  /// Weir's own, on loopback.
  case embedded(at: SourceSpan)
  /// An Iceberg REST catalog.
  case rest(RESTCatalogSpec)
  /// The AWS Glue Data Catalog.
  case glue(account: Spanned<TemplateText>?, region: Spanned<TemplateText>)
  /// Amazon S3 Tables.
  case s3Tables(bucket: Spanned<TemplateText>, region: Spanned<TemplateText>)

  static let shape = Shape(
    "lake", "The Iceberg catalog.", [],
    variants: Variants(
      "catalog", "Which kind of catalog.",
      [
        .init("embedded", "Weir's own catalog, on this machine.", []),
        .init("rest", "An Iceberg REST catalog.", RESTCatalogSpec.fields),
        .init(
          "glue", "The AWS Glue Data Catalog.",
          [
            .required("region", .template([]), "Its region."),
            .optional("account", .template([]), "The AWS account, where it is another one."),
          ]
        )
        .notYet("Use 'embedded' or 'rest'."),
        .init(
          "s3_tables", "Amazon S3 Tables.",
          [
            .required("bucket", .template([]), "The ARN of the table bucket."),
            .required("region", .template([]), "Its region."),
          ]
        )
        .notYet("Use 'embedded' or 'rest'."),
      ]))

  init?(_ record: Record) {
    switch record.variant?.value {
    case "embedded":
      self = .embedded(at: record.span)
    case "rest":
      guard let rest = RESTCatalogSpec(record) else { return nil }
      self = .rest(rest)
    case "glue":
      guard let region = record.template("region") else { return nil }
      self = .glue(account: record.template("account"), region: region)
    case "s3_tables":
      guard let bucket = record.template("bucket"), let region = record.template("region") else {
        return nil
      }
      self = .s3Tables(bucket: bucket, region: region)
    default: return nil
    }
  }
}

/// How to reach an Iceberg REST catalog.
package struct RESTCatalogSpec: Sendable {
  package let uri: Spanned<TemplateText>
  package let warehouse: Spanned<TemplateText>?
  package let token: Spanned<TemplateText>?
  /// `id:secret` of an OAuth 2 client.
  package let credential: Spanned<TemplateText>?
  package let oauthURL: Spanned<TemplateText>?
  package let scope: Spanned<TemplateText>?
  package let signing: SigningSpec?
  /// In the order written; names unique.
  package let headers: [NamedTemplate]
  package let span: SourceSpan

  private static let openOnly = "Use a catalog that needs none."

  static let fields: [Field] = [
    .required("uri", .template([]), "Its base address."),
    .optional("warehouse", .template([]), "The warehouse that the catalog is asked for.")
      .notYet(openOnly),
    .optional("token", .template(.secret), "A bearer token.").notYet(openOnly),
    .optional("credential", .template(.secret), "An OAuth 2 client, as 'id:secret'.")
      .notYet(openOnly),
    .optional("oauth2_server_uri", .template([]), "Where tokens are asked for.").notYet(openOnly),
    .optional("scope", .template([]), "The scope that tokens are asked for.").notYet(openOnly),
    .optional("sigv4", .record(SigningSpec.shape), "How requests are signed for AWS.")
      .notYet(openOnly),
    .optional("headers", .map(.template(.secret)), "Headers of every request.").notYet(openOnly),
  ]

  init?(_ record: Record) {
    guard let uri = record.template("uri") else { return nil }
    self.uri = uri
    warehouse = record.template("warehouse")
    token = record.template("token")
    credential = record.template("credential")
    oauthURL = record.template("oauth2_server_uri")
    scope = record.template("scope")
    signing = record.record("sigv4").flatMap(SigningSpec.init)
    headers = record.namedTemplates("headers")
    span = record.span
  }
}

/// How requests are signed for AWS.
package struct SigningSpec: Sendable {
  package let region: Spanned<TemplateText>
  package let service: Spanned<TemplateText>?

  static let shape = Shape(
    "sigv4", "How requests are signed for AWS.",
    [
      .required("region", .template([]), "The region that signatures name."),
      .optional("service", .template([]), default: "execute-api", "The service that they name."),
    ])

  init?(_ record: Record) {
    guard let region = record.template("region") else { return nil }
    self.region = region
    service = record.template("service")
  }
}

/// Where files of the lake stand.
package struct StorageSpec: Sendable {
  /// What namespaces without a location stand below.
  package let root: Spanned<TemplateText>
  /// Where sources land their files; below `root` where not written.
  package let landing: Spanned<TemplateText>?
  package let region: Spanned<TemplateText>?
  package let endpoint: Spanned<TemplateText>?
  package let usesPathStyle: Spanned<Bool>?
  package let key: Spanned<TemplateText>?

  static let shape = Shape(
    "storage", "Where files of the lake stand.",
    [
      .required("root", .template([]), "As 's3://bucket/lake': namespaces stand below it."),
      .optional("landing", .template([]), "Where sources land their files; else below 'root'."),
      .optional("region", .template([]), "The bucket's region."),
      .optional("endpoint", .template([]), "The address of a store that is not Amazon's."),
      .optional(
        "path_style", .boolean, default: "false", "Whether the bucket stands in the path."),
      .optional("kms_key", .template([]), "The ARN of the key that files are encrypted with."),
    ])

  init?(_ record: Record) {
    guard let root = record.template("root") else { return nil }
    self.root = root
    landing = record.template("landing")
    region = record.template("region")
    endpoint = record.template("endpoint")
    usesPathStyle = record.boolean("path_style")
    key = record.template("kms_key")
  }
}
