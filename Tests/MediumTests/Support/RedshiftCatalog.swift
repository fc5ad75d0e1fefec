import Connect
import Foundation
import Ports

/// Redshift's system tables over those of PostgreSQL.
enum RedshiftCatalog {
  /// After it, names without a schema are Redshift's system tables first.
  static func install(on connection: PostgresConnection) async throws {
    let url = URL(filePath: #filePath).deletingLastPathComponent().appending(
      path: "../../Fixtures/redshift/catalog.sql")
    let text = try String(contentsOf: url.standardizedFileURL, encoding: .utf8)
    try await connection.execute(text)
    try await use(on: connection)
  }

  static func use(on connection: PostgresConnection) async throws {
    try await connection.execute("SET search_path = redshift, pg_catalog")
  }
}
