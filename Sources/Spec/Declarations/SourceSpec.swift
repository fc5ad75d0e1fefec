package import Diagnostics

/// One system that data comes from.
package struct SourceSpec: SpecDeclaration {
  /// How the system is reached and what is asked of it.
  package enum Origin: Sendable {
    case restAPI(RESTConnectionSpec)
    case postgres(DatabaseConnectionSpec)
  }

  package let header: DeclarationHeader
  package let origin: Origin
  /// In the order written; names unique.
  package let streams: [StreamSpec]

  static let shape = Shape(
    "source", "One system that data comes from.",
    [
      .declaredName(1...1, "How streams are referred to: 'NAME.STREAM'."),
      .optional("description", .text, "What the system is."), .owner, .tags,
    ],
    variants: Variants(
      "type", "What kind of system it is.",
      [
        .init(
          "rest_api", "A REST API that answers with JSON.",
          [
            .required("connection", .record(RESTConnectionSpec.shape), "How to reach it."),
            .required(
              "streams", .list(.record(StreamSpec.restShape), minimum: 1, unique: .key("name")),
              "What is read from it."),
          ]),
        .init(
          "postgres", "A PostgreSQL database, copied from one consistent view.",
          [
            .required("connection", .record(DatabaseConnectionSpec.shape), "How to reach it."),
            .required(
              "streams", .list(.record(StreamSpec.tableShape), minimum: 1, unique: .key("name")),
              "What is read from it."),
          ]),
      ]))

  init?(_ record: Record, _ header: DeclarationHeader) {
    guard let connection = record.record("connection") else { return nil }
    switch record.variant?.value {
    case "rest_api":
      guard let connection = RESTConnectionSpec(connection) else { return nil }
      origin = .restAPI(connection)
    case "postgres":
      guard let connection = DatabaseConnectionSpec(connection) else { return nil }
      origin = .postgres(connection)
    default: return nil
    }
    self.header = header
    streams = record.records("streams").compactMap(StreamSpec.init)
  }
}

/// How to reach a REST API.
package struct RESTConnectionSpec: Sendable {
  package let url: Spanned<TemplateText>
  /// Nil without authentication.
  package let bearerToken: Spanned<TemplateText>?
  package let span: SourceSpan

  static let shape = Shape(
    "connection", "How to reach a REST API.",
    [
      .required("url", .template([]), "The address that the paths of streams are added to."),
      .optional("auth", .record(authShape), "How Weir says who it is."),
    ])

  private static let authShape = Shape(
    "auth", "How Weir says who it is.", [],
    variants: Variants(
      "type", "The method.",
      [
        .init(
          "bearer", "An 'Authorization: Bearer' header.",
          [.required("token", .template(.secret), "The token, as '${secret.NAME}'.")])
      ]))

  init?(_ record: Record) {
    guard let url = record.template("url") else { return nil }
    self.url = url
    bearerToken = record.record("auth")?.template("token")
    span = record.span
  }
}

/// One series of records of a source.
package struct StreamSpec: Sendable {
  /// What is read.
  package enum Origin: Sendable {
    case rest(RESTRequestSpec)
    /// A table of the source's database: `schema.table`.
    case table(Spanned<DottedName>)
  }

  package let name: Spanned<String>
  package let doc: Spanned<String>?
  package let origin: Origin
  /// The columns that name a record.
  package let key: [Spanned<String>]
  /// Nil when every run reads everything.
  package let interval: IntervalSpec?
  /// The lake table that the records are loaded into.
  package let lands: Spanned<DottedName>
  /// In the order written; names unique.
  package let columns: [ColumnSpec]
  package let span: SourceSpan

  private static let commonFields: [Field] = [
    .required("name", .name, "Its name, unique in the source."), .doc,
    .required("key", .names(minimum: 1), "The columns that name a record."),
    .optional("interval", .record(IntervalSpec.shape), "Without one, every run reads everything."),
    .required("lands", .reference(2...8), "The lake table that the records are loaded into."),
    .required(
      "columns", .list(.record(ColumnSpec.shape), minimum: 1, unique: .key("name")),
      "What a record has."),
  ]

  static let restShape = Shape(
    "stream", "One series of records of a REST API.",
    commonFields + [
      .required("path", .template(.interval), "What is added to the connection's url."),
      .optional("params", .map(.template(.interval)), "Query parameters, in the order written."),
      .optional("records", .text, "The field of the answer that holds the records."),
      .optional("pagination", .record(PaginationSpec.shape), "How the next page is asked for."),
    ])

  static let tableShape = Shape(
    "stream", "One table of a database.",
    commonFields + [.required("table", .reference(2...2), "As 'schema.table'.")])

  init?(_ record: Record) {
    guard let name = record.text("name"), let lands = record.dottedName("lands") else {
      return nil
    }
    if let table = record.dottedName("table") {
      origin = .table(table)
    } else {
      guard let request = RESTRequestSpec(record) else { return nil }
      origin = .rest(request)
    }
    self.name = name
    self.lands = lands
    doc = record.text("doc")
    key = record.texts("key")
    interval = record.record("interval").flatMap(IntervalSpec.init)
    columns = record.records("columns").compactMap(ColumnSpec.init)
    span = record.span
  }
}

/// How the records of a stream are asked for.
package struct RESTRequestSpec: Sendable {
  package let path: Spanned<TemplateText>
  /// In the order written; names unique.
  package let parameters: [RESTParameterSpec]
  /// The field of the answer that holds the records; nil when the answer is the array itself.
  package let records: Spanned<String>?
  /// Nil when there is one page only.
  package let pagination: PaginationSpec?

  init?(_ record: Record) {
    guard let path = record.template("path") else { return nil }
    self.path = path
    parameters = (record.map("params") ?? []).compactMap { name, value in
      value.template.map { RESTParameterSpec(name: name, value: $0) }
    }
    records = record.text("records")
    pagination = record.record("pagination").flatMap(PaginationSpec.init)
  }
}

/// One query parameter.
package struct RESTParameterSpec: Sendable {
  package let name: Spanned<String>
  package let value: Spanned<TemplateText>
}

/// How the next page of an answer is asked for.
package enum PaginationSpec: Sendable {
  /// The answer's field `cursor` is sent as `parameter`, until it is null or missing.
  case cursor(field: Spanned<String>, parameter: Spanned<String>)
  /// Pages are numbered from one and sent as `parameter`; the answer's field `pages` says how many
  /// there are.
  case page(parameter: Spanned<String>, pages: Spanned<String>)

  static let shape = Shape(
    "pagination", "How the next page is asked for.", [],
    variants: Variants(
      "type", "The method.",
      [
        .init(
          "cursor", "Each answer names the next page.",
          [
            .required("cursor", .text, "The field of the answer that holds the cursor."),
            .required("param", .text, "The query parameter that the cursor is sent as."),
          ]),
        .init(
          "page", "Pages have numbers, beginning with one.",
          [
            .required("param", .text, "The query parameter that the number is sent as."),
            .required(
              "pages", .text, "The field of the answer that says how many pages there are."),
          ]),
      ]))

  init?(_ record: Record) {
    guard let parameter = record.text("param") else { return nil }
    if let field = record.text("cursor") {
      self = .cursor(field: field, parameter: parameter)
    } else if let pages = record.text("pages") {
      self = .page(parameter: parameter, pages: pages)
    } else {
      return nil
    }
  }
}
