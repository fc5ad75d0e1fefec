package import Catalog
package import Connect
package import PlanModel
package import Ports
package import SQL

/// Carries out the warehouse's steps of a plan on a PostgreSQL warehouse.
package struct PostgreSQLApplier: WarehouseApplying {
  private let connection: PostgresConnection
  private let owner: LedgerOwner
  private let dialect: Dialect
  private let loader: RoleName?

  /// - Parameters:
  ///   - connection: logged in as the owner of what Weir makes; used by nobody else meanwhile.
  ///   - loader: who publishes; gets what it needs in Weir's own schemas as soon as it exists.
  package init(
    connection: PostgresConnection, owner: LedgerOwner, dialect: Dialect, loader: RoleName?
  ) {
    self.connection = connection
    self.owner = owner
    self.dialect = dialect
    self.loader = loader
  }

  package func prepare() async throws(PortError) {
    let statements = ["SET LOCAL client_min_messages = warning"] + Bookkeeping.creation
    _ = try await connection.pipeline(statements.map { PipelinedStatement($0) }).get()
  }

  /// Names in statements have their schemas; what the server prints is to have them as well.
  package func begin(lockTimeout: Duration) async throws(PortError) {
    let milliseconds = max(1, lockTimeout.components.seconds * 1000)
    // Whatever the login's default: a rebuild must see the rows that are there once it has its lock.
    try await connection.execute("BEGIN ISOLATION LEVEL READ COMMITTED")
    try await connection.execute(
      "SET LOCAL search_path = pg_catalog; SET LOCAL lock_timeout = \(milliseconds)")
  }

  package func execute(_ statement: String) async throws(PortError) {
    try await connection.execute(statement)
  }

  /// In one round trip.
  package func execute(_ statements: [String]) async throws(PortError) {
    guard statements.count > 1 else {
      for statement in statements { try await execute(statement) }
      return
    }
    let outcome = try await connection.pipeline(statements.map { PipelinedStatement($0) })
    if let failure = outcome.failure {
      throw failure.error.adding("statement", statements[failure.index])
    }
  }

  package func record(_ entries: [JournalEntry]) async throws(PortError) {
    let statements = entries.map { entry in
      PipelinedStatement(
        """
        INSERT INTO weir.journal
          (platform, environment, apply, step, address, kind, outcome, action, message)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        """,
        [
          owner.platform, owner.environment, entry.apply, String(entry.step),
          entry.address.description, entry.kind.rawValue, entry.outcome.rawValue,
          entry.action.text, entry.message,
        ])
    }
    guard !statements.isEmpty else { return }
    _ = try await connection.pipeline(statements).get()
  }

  package func remember(made: [LedgerNote], forgotten: [ObjectAddress]) async throws(PortError) {
    try await LedgerWriter(connection: connection, owner: owner)
      .write(made: made, forgotten: forgotten)
  }

  package func commit() async throws(PortError) {
    if let loader {
      let found = try await connection.query(
        "SELECT FROM pg_catalog.pg_roles WHERE rolname = $1", [loader.text])
      if !found.isEmpty {
        let grants = Bookkeeping.grants(to: dialect.quoted(loader.text))
        _ = try await connection.pipeline(grants.map { PipelinedStatement($0) }).get()
      }
    }
    try await connection.commit()
  }

  package func rollback() async { await connection.rollback() }
}
