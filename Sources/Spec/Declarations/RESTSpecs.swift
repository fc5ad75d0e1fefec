package import Diagnostics

/// How to reach a REST API.
package struct RESTConnectionSpec: Sendable {
  package let url: Spanned<TemplateText>
  /// Nil without authentication.
  package let authentication: RESTAuthenticationSpec?
  /// In the order written; names unique.
  package let headers: [NamedTemplate]
  /// Of one request.
  package let timeout: Spanned<Duration>?
  /// How many requests may begin in a second.
  package let requestsPerSecond: Spanned<Double>?
  package let span: SourceSpan

  static let shape = Shape(
    "connection", "How to reach a REST API.",
    [
      .required("url", .template([]), "The address that the paths of streams are added to."),
      .optional("auth", .record(RESTAuthenticationSpec.shape), "How Weir says who it is."),
      .optional("headers", .map(.template(.secret)), "Headers of every request.")
        .notYet("Use an API that needs none."),
      .optional("timeout", .duration, "How long one request may take.")
        .notYet("Set 'timeout' of the schedule."),
      .optional("requests_per_second", .number, "How many requests may begin in a second.")
        .notYet("Remove it: one request follows the other."),
    ])

  init?(_ record: Record) {
    guard let url = record.template("url") else { return nil }
    self.url = url
    authentication = record.record("auth").flatMap(RESTAuthenticationSpec.init)
    headers = record.namedTemplates("headers")
    timeout = record.duration("timeout")
    requestsPerSecond = record.number("requests_per_second")
    span = record.span
  }
}

/// How Weir says to a REST API who it is.
package enum RESTAuthenticationSpec: Sendable {
  case bearer(token: Spanned<TemplateText>)
  case basic(user: Spanned<TemplateText>, password: Spanned<TemplateText>)
  case header(name: Spanned<String>, value: Spanned<TemplateText>)
  case parameter(name: Spanned<String>, value: Spanned<TemplateText>)
  case oauth(OAuthClientSpec)

  private static let useBearer = "Use 'type: bearer'."

  static let shape = Shape(
    "auth", "How Weir says who it is.", [],
    variants: Variants(
      "type", "The method.",
      [
        .init(
          "bearer", "An 'Authorization: Bearer' header.",
          [.required("token", .template(.secret), "The token, as '${secret.NAME}'.")]),
        .init(
          "basic", "An 'Authorization: Basic' header.",
          [
            .required("user", .template(.secret), "The login."),
            .required("password", .template(.secret), "The login's password."),
          ]
        )
        .notYet(useBearer),
        .init(
          "header", "A header with a key.",
          [
            .required("name", .text, "The header."),
            .required("value", .template(.secret), "The key, as '${secret.NAME}'."),
          ]
        )
        .notYet(useBearer),
        .init(
          "parameter", "A query parameter with a key.",
          [
            .required("name", .text, "The parameter."),
            .required("value", .template(.secret), "The key, as '${secret.NAME}'."),
          ]
        )
        .notYet(useBearer),
        .init(
          "oauth2", "A token that is asked for with client credentials.", OAuthClientSpec.fields
        )
        .notYet(useBearer),
      ]))

  init?(_ record: Record) {
    let value = record.template("value")
    switch record.variant?.value {
    case "bearer":
      guard let token = record.template("token") else { return nil }
      self = .bearer(token: token)
    case "basic":
      guard let user = record.template("user"), let password = record.template("password") else {
        return nil
      }
      self = .basic(user: user, password: password)
    case "header":
      guard let name = record.text("name"), let value else { return nil }
      self = .header(name: name, value: value)
    case "parameter":
      guard let name = record.text("name"), let value else { return nil }
      self = .parameter(name: name, value: value)
    case "oauth2":
      guard let client = OAuthClientSpec(record) else { return nil }
      self = .oauth(client)
    default: return nil
    }
  }
}

/// A client that asks for tokens (RFC 6749, 4.4).
package struct OAuthClientSpec: Sendable {
  package let tokenURL: Spanned<TemplateText>
  package let id: Spanned<TemplateText>
  package let secret: Spanned<TemplateText>
  package let scope: Spanned<TemplateText>?

  static let fields: [Field] = [
    .required("token_url", .template([]), "Where tokens are asked for."),
    .required("client_id", .template(.secret), "The client."),
    .required("client_secret", .template(.secret), "Its secret, as '${secret.NAME}'."),
    .optional("scope", .template([]), "The scope that is asked for."),
  ]

  init?(_ record: Record) {
    guard let tokenURL = record.template("token_url"), let id = record.template("client_id"),
      let secret = record.template("client_secret")
    else { return nil }
    self.tokenURL = tokenURL
    self.id = id
    self.secret = secret
    scope = record.template("scope")
  }
}

/// How the records of a stream are asked for.
package struct RESTRequestSpec: Sendable {
  package let path: Spanned<TemplateText>
  /// `GET` when not written.
  package let method: Spanned<RESTMethodChoice>?
  /// In the order written; names unique.
  package let parameters: [NamedTemplate]
  /// Fields of the JSON object that is sent, in the order written; names unique.
  package let body: [NamedTemplate]
  /// The field of the answer that holds the records; nil when the answer is the array itself.
  package let records: Spanned<String>?
  /// Nil when there is one page only.
  package let pagination: PaginationSpec?

  static let fields: [Field] = [
    .required("path", .template(.interval), "What is added to the connection's url."),
    .optional(
      "method", .choice(of: RESTMethodChoice.self), default: "GET", "The method of requests."),
    .optional("params", .map(.template(.interval)), "Query parameters, in the order written."),
    .optional("body", .map(.template(.interval)), "Fields of the JSON object that is sent.")
      .notYet("Use an API that takes parameters."),
    .optional("records", .text, "The field of the answer that holds the records."),
    .optional("pagination", .record(PaginationSpec.shape), "How the next page is asked for."),
  ]

  init?(_ record: Record) {
    guard let path = record.template("path") else { return nil }
    self.path = path
    method = record.choice("method", RESTMethodChoice.self)
    parameters = record.namedTemplates("params")
    body = record.namedTemplates("body")
    records = record.text("records")
    pagination = record.record("pagination").flatMap(PaginationSpec.init)
  }
}

/// The method of a request.
package enum RESTMethodChoice: String, SpecChoice {
  case get = "GET"
  case post = "POST"

  /// What the word means.
  package var doc: String { self == .get ? "Asks." : "Sends a body." }

  /// Whether it is carried out.
  package var state: BuildState {
    self == .get ? .built : .notYet(help: "Use an API that answers GET.")
  }
}

/// How the next page of an answer is asked for.
package enum PaginationSpec: Sendable {
  /// The answer's field `cursor` is sent as `parameter`, until it is null or missing.
  case cursor(field: Spanned<String>, parameter: Spanned<String>)
  /// Pages are numbered from one and sent as `parameter`; the answer's field `pages` says how many
  /// there are.
  case page(parameter: Spanned<String>, pages: Spanned<String>)
  /// The number of records before the page is sent as `parameter`, until a page is not full.
  case offset(parameter: Spanned<String>, limitParameter: Spanned<String>, limit: Spanned<Int>)
  /// The answer's header `Link` names the next page (RFC 8288).
  case link(at: SourceSpan)
  /// The answer's field holds the address of the next page.
  case next(field: Spanned<String>)

  private static let useCursor = "Use 'type: cursor' or 'type: page'."

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
        .init(
          "offset", "Pages begin after a number of records.",
          [
            .required("param", .text, "The query parameter that the number is sent as."),
            .required("limit_param", .text, "The query parameter that the limit is sent as."),
            .required("limit", .integer(1...1_000_000), "How many records a full page has."),
          ]
        )
        .notYet(useCursor),
        .init("link", "The answer's header 'Link' names the next page.", []).notYet(useCursor),
        .init(
          "next", "A field of the answer holds the address of the next page.",
          [.required("next", .text, "The field.")]
        )
        .notYet(useCursor),
      ]))

  init?(_ record: Record) {
    let parameter = record.text("param")
    switch record.variant?.value {
    case "cursor":
      guard let parameter, let field = record.text("cursor") else { return nil }
      self = .cursor(field: field, parameter: parameter)
    case "page":
      guard let parameter, let pages = record.text("pages") else { return nil }
      self = .page(parameter: parameter, pages: pages)
    case "offset":
      guard let parameter, let limit = record.integer("limit"),
        let limitParameter = record.text("limit_param")
      else { return nil }
      self = .offset(parameter: parameter, limitParameter: limitParameter, limit: limit)
    case "link": self = .link(at: record.span)
    case "next":
      guard let field = record.text("next") else { return nil }
      self = .next(field: field)
    default: return nil
    }
  }
}
