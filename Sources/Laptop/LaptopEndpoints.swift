package import Connect

/// How to reach what the embedded default runs.
package struct LaptopEndpoints: Hashable, Sendable {
  /// The folder of the private PostgreSQL's socket; nobody else can enter it.
  package let socketFolder: String
  package let port: Int
  /// The superuser of the private PostgreSQL.
  package let user: String

  /// Settings for one of its databases.
  /// - Parameter user: nil for the superuser.
  package func settings(database: String, user: String? = nil) -> ConnectionSettings {
    ConnectionSettings(
      host: socketFolder, port: port, user: user ?? self.user, database: database,
      tlsMode: .disable)
  }
}

/// Whether the embedded default runs.
package enum LaptopStatus: Hashable, Sendable {
  case running(LaptopEndpoints)
  case stopped
  /// Never started here.
  case absent
}
