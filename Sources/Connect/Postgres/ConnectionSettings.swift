package import Ports

/// Where a PostgreSQL or Redshift server is, and who connects to it.
///
/// Each value becomes a libpq keyword (PostgreSQL 15, 34.1.2); nothing is parsed out of a text.
package struct ConnectionSettings: Hashable, Sendable {
  /// What libpq does about TLS (PostgreSQL 15, table 34.1).
  package enum TLSMode: String, Hashable, Sendable, CaseIterable {
    case disable, allow, prefer, require
    case verifyCA = "verify-ca"
    case verifyFull = "verify-full"
  }

  /// A host name, an address, or the folder of a Unix socket (begins with `/`).
  package var host: String
  package var port: Int
  package var user: String
  package var database: String
  package var password: Secret?
  package var tlsMode: TLSMode
  /// Shown in `pg_stat_activity`.
  package var applicationName: String
  /// Command line options for the server process, as `-c lock_timeout=5s`; nil for none.
  package var options: String?
  /// How long opening may take; whole seconds, at least two (libpq's own floor).
  package var connectTimeout: Duration

  package init(
    host: String, port: Int = 5432, user: String, database: String, password: Secret? = nil,
    tlsMode: TLSMode = .prefer, applicationName: String = "weir", options: String? = nil,
    connectTimeout: Duration = .seconds(10)
  ) {
    self.host = host
    self.port = port
    self.user = user
    self.database = database
    self.password = password
    self.tlsMode = tlsMode
    self.applicationName = applicationName
    self.options = options
    self.connectTimeout = connectTimeout
  }

  /// The same server and login with another database.
  package func with(database: String) -> Self {
    var copy = self
    copy.database = database
    return copy
  }

  /// `user@host:port/database`, without the password.
  package var address: String { "\(user)@\(host):\(port)/\(database)" }

  /// Keywords and values for `PQconnectdbParams`.
  var keywords: [(name: String, value: String)] {
    var pairs = [
      ("host", host), ("port", String(port)), ("user", user), ("dbname", database),
      ("sslmode", tlsMode.rawValue), ("application_name", applicationName),
      ("client_encoding", "UTF8"), ("keepalives_idle", "60"),
      ("connect_timeout", String(max(2, connectTimeout.components.seconds))),
    ]
    if let password { pairs.append(("password", password.revealed())) }
    if let options { pairs.append(("options", options)) }
    return pairs
  }
}
