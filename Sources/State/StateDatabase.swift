package import Connect
package import Ports

/// The state of one environment in PostgreSQL: leases, coverage, runs and bundles.
///
/// All decisions that several processes could make at once are made by the database, by its clock.
/// Its tables are in the schema `weir`. It is a port: ``Leasing``, ``CoverageKeeping``,
/// ``RunKeeping`` and ``BundleKeeping``.
package struct StateDatabase: Sendable {
  let pool: PostgresPool
  let owner: RunOwner
  let clock: any Clock<Duration>

  /// Connects, and brings the tables to this version of Weir. Several may do so at once.
  ///
  /// - Parameters:
  ///   - connections: most connections open at once.
  ///   - clock: for waiting between two looks at a lease that somebody else holds.
  /// - Throws: `.refused` when the database belongs to a version of Weir that is too new.
  package static func open(
    _ settings: ConnectionSettings, owner: RunOwner, connections: Int = 4,
    clock: any Clock<Duration> = ContinuousClock()
  ) async throws(PortError) -> StateDatabase {
    let database = StateDatabase(
      pool: PostgresPool(settings, limit: connections), owner: owner, clock: clock)
    try await database.migrate()
    return database
  }

  /// Closes the connections that nobody uses.
  package func close() async { await pool.close() }

  private func migrate() async throws(PortError) {
    let known = StateSchema.version
    // Most of the time there is nothing to do, and nothing to lock.
    if try await recordedVersion() == known { return }
    try await pool.withTransaction { (connection) throws(PortError) in
      // The lock goes with the transaction. The number has no meaning but to be ours.
      _ = try await connection.query("SELECT pg_advisory_xact_lock(8317340912)")
      try await connection.execute(
        """
        CREATE SCHEMA IF NOT EXISTS weir;
        CREATE TABLE IF NOT EXISTS weir.state_version (
          version    int PRIMARY KEY,
          applied_at timestamptz NOT NULL DEFAULT clock_timestamp()
        )
        """)
      let rows = try await connection.query("SELECT max(version) FROM weir.state_version")
      let current = rows[0].integer(0).map(Int.init) ?? 0
      guard current <= known + 1 else {
        throw PortError(
          .refused,
          "The state database has version \(current); this program knows versions up to \(known + 1)."
        )
      }
      for (index, sql) in StateSchema.migrations.enumerated() where index >= current {
        try await connection.execute(sql)
        _ = try await connection.query(
          "INSERT INTO weir.state_version (version) VALUES ($1)", [String(index + 1)])
      }
    }
  }

  /// Nil when there are no tables yet.
  private func recordedVersion() async throws(PortError) -> Int? {
    let table = try await pool.query("SELECT to_regclass('weir.state_version')")
    guard table.scalar != nil else { return nil }
    let version = try await pool.query("SELECT max(version) FROM weir.state_version")
    return version[0].integer(0).map(Int.init)
  }
}

extension Duration {
  /// Whole microseconds, as the database takes them.
  var microsecondText: String {
    let (seconds, attoseconds) = components
    return String(seconds * 1_000_000 + attoseconds / 1_000_000_000_000)
  }
}
