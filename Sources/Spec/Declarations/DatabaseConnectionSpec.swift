package import Diagnostics

/// How to reach a PostgreSQL or Redshift database.
package enum DatabaseConnectionSpec: Sendable {
  /// A database of the private PostgreSQL of the embedded default.
  case embedded(database: Spanned<String>)
  case server(DatabaseServerSpec)

  static let shape = Shape(
    "connection", "How to reach a database.",
    [
      .optional("embedded", .name, "A database of Weir's own PostgreSQL on this machine."),
      .optional(
        "host", .template([]), "The server's name or address, or the folder of its socket."),
      .optional("port", .template([]), "The server's port."),
      .optional("database", .template([]), "The database's name."),
      .optional("user", .template(.secret), "The login."),
      .optional("password", .template(.secret), "The login's password."),
      .optional("sslmode", .template([]), "As libpq's 'sslmode'."),
    ],
    rules: [
      .exactlyOne(["embedded", "host"]),
      .excludes("embedded", ["port", "database", "user", "password", "sslmode"]),
      .requires("host", "database"),
    ])

  init?(_ record: Record) {
    if let database = record.text("embedded") {
      self = .embedded(database: database)
      return
    }
    guard let host = record.template("host"), let database = record.template("database") else {
      return nil
    }
    self = .server(
      DatabaseServerSpec(
        host: host, port: record.template("port"), database: database,
        user: record.template("user"), password: record.template("password"),
        sslMode: record.template("sslmode"), span: record.span))
  }
}

/// A database on a server, by libpq's connection parameters.
package struct DatabaseServerSpec: Sendable {
  package let host: Spanned<TemplateText>
  package let port: Spanned<TemplateText>?
  package let database: Spanned<TemplateText>
  package let user: Spanned<TemplateText>?
  package let password: Spanned<TemplateText>?
  package let sslMode: Spanned<TemplateText>?
  package let span: SourceSpan
}
