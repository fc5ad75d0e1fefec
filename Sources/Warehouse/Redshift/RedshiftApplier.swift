package import Catalog
package import Connect
package import PlanModel
package import Ports
internal import SQL
internal import Synchronization

/// Carries out the warehouse's steps of a plan on Redshift: one statement at a time, without what
/// Redshift has not (`ON CONFLICT`, `lock_timeout`, savepoints).
package struct RedshiftApplier: WarehouseApplying {
  private let connection: PostgresConnection
  private let owner: LedgerOwner

  /// - Parameter connection: logged in as the owner of what Weir makes; used by nobody else meanwhile.
  package init(connection: PostgresConnection, owner: LedgerOwner) {
    self.connection = connection
    self.owner = owner
  }

  package func prepare() async throws(PortError) {
    for statement in RedshiftBookkeeping.creation { try await connection.execute(statement) }
  }

  /// Redshift has no time limit for locks: the time of a statement that takes one and has little else to do
  /// is limited. Copies, counts and what stands alone may last as long as they do.
  package func begin(lockTimeout: Duration) async throws(PortError) {
    patience.milliseconds.withLock { $0 = max(1, lockTimeout.components.seconds) * 1000 }
    try await connection.execute("BEGIN")
  }

  private final class Patience: Sendable {
    /// Nil outside of a transaction.
    let milliseconds = Mutex<Int64?>(nil)
  }

  private let patience = Patience()

  package func execute(_ statement: String) async throws(PortError) {
    let isLong =
      statement.hasPrefix("INSERT ") || statement.hasPrefix("SELECT ")
      || statement.hasPrefix("CREATE MATERIALIZED VIEW ")
    if let milliseconds = patience.milliseconds.withLock({ $0 }) {
      let limit = isLong ? "DEFAULT" : String(milliseconds)
      try await connection.execute("SET LOCAL statement_timeout TO \(limit)")
    }
    try await connection.execute(statement)
  }

  /// Two transactions that met: the same again may go through (error 1023, and what the catalog says
  /// when somebody else changes it).
  package func isContention(_ error: PortError) -> Bool {
    let message = error.message.lowercased()
    // A lock that was not to be had in time is a statement that was cancelled.
    return ["40P01", "40001", "57014"].contains(error.sqlState)
      || message.contains("serializable isolation violation")
      || message.contains("conflict with concurrent transaction")
      || message.contains("could not open relation with oid")
  }

  package func record(_ entries: [JournalEntry]) async throws(PortError) {
    for entry in entries {
      _ = try await connection.query(
        """
        INSERT INTO weir.journal
          (platform, environment, apply, step, address, kind, outcome, action, message)
        VALUES ($1::varchar(65535), $2::varchar(65535), $3::varchar(65535), $4::integer, $5::varchar(65535), $6::varchar(65535),
          $7::varchar(65535), $8::varchar(65535), $9::varchar(65535))
        """,
        [
          owner.platform, owner.environment, entry.apply, String(entry.step),
          entry.address.description, entry.kind.rawValue, entry.outcome.rawValue,
          entry.action.text, entry.message.map { String($0.prefix(4000)) },
        ])
    }
  }

  package func remember(made: [LedgerNote], forgotten: [ObjectAddress]) async throws(PortError) {
    try await RedshiftLedgerWriter(connection: connection, owner: owner)
      .write(made: made, forgotten: forgotten)
  }

  package func commit() async throws(PortError) {
    patience.milliseconds.withLock { $0 = nil }
    try await connection.commit()
  }

  package func rollback() async {
    patience.milliseconds.withLock { $0 = nil }
    await connection.rollback()
  }
}

/// What Weir keeps in a Redshift warehouse of its own, in the schema `weir`. Version 1.
enum RedshiftBookkeeping {
  /// Makes what is missing; each may run again.
  static let creation = [
    "CREATE SCHEMA IF NOT EXISTS weir",
    """
    CREATE TABLE IF NOT EXISTS weir.ledger (
      platform varchar(256) NOT NULL,
      environment varchar(256) NOT NULL,
      side varchar(16) NOT NULL,
      kind varchar(16) NOT NULL,
      schema_name varchar(127) NOT NULL,
      name varchar(127) NOT NULL,
      part varchar(127) NOT NULL,
      object_id varchar(64),
      desired varchar(128),
      stored varchar(128),
      made_at timestamp NOT NULL DEFAULT getdate(),
      retired_at timestamp
    )
    """,
    """
    CREATE TABLE IF NOT EXISTS weir.journal (
      at timestamp NOT NULL DEFAULT getdate(),
      platform varchar(256) NOT NULL,
      environment varchar(256) NOT NULL,
      apply varchar(256) NOT NULL,
      step integer NOT NULL,
      address varchar(1024) NOT NULL,
      kind varchar(64) NOT NULL,
      outcome varchar(16) NOT NULL,
      action varchar(128) NOT NULL,
      message varchar(16384)
    )
    """,
  ]
}

/// Writes `weir.ledger` on Redshift.
struct RedshiftLedgerWriter {
  let connection: PostgresConnection
  let owner: LedgerOwner

  func write(made: [LedgerNote], forgotten: [ObjectAddress]) async throws(PortError) {
    for key in forgotten.compactMap({ LedgerKey($0) }) { try await delete(key) }
    for note in made {
      guard let key = LedgerKey(note.address) else { continue }
      if let isRetired = note.isRetired {
        try await mark(key, isRetired: isRetired)
        continue
      }
      let row = try await find(key)
      let stored = row?[1].map { Fingerprint(of: storedText($0, of: key)) }
      try await delete(key)
      _ = try await connection.query(
        """
        INSERT INTO weir.ledger (platform, environment, side, kind, schema_name, name, part,
          object_id, desired, stored)
        VALUES ($1::varchar(65535), $2::varchar(65535), $3::varchar(65535), $4::varchar(65535), $5::varchar(65535), $6::varchar(65535),
          $7::varchar(65535), $8::varchar(65535), $9::varchar(65535), $10::varchar(65535))
        """,
        parameters(key) + [
          row?[0], note.desired?.text, note.desired == nil ? nil : stored?.text,
        ])
    }
  }

  private func mark(_ key: LedgerKey, isRetired: Bool) async throws(PortError) {
    _ = try await connection.query(
      """
      UPDATE weir.ledger SET retired_at = \(isRetired ? "getdate()" : "NULL")
      WHERE platform = $1::varchar(65535) AND environment = $2::varchar(65535)
        AND side = $3::varchar(65535) AND kind = $4::varchar(65535) AND schema_name = $5::varchar(65535)
        AND name = $6::varchar(65535) AND part = $7::varchar(65535)
      """, parameters(key))
  }

  /// As the inspection gives it.
  private func storedText(_ text: String, of key: LedgerKey) -> String {
    key.kind == "table" ? RedshiftViewText(text).body : text
  }

  private func delete(_ key: LedgerKey) async throws(PortError) {
    _ = try await connection.query(
      """
      DELETE FROM weir.ledger WHERE platform = $1::varchar(65535) AND environment = $2::varchar(65535)
        AND side = $3::varchar(65535) AND kind = $4::varchar(65535) AND schema_name = $5::varchar(65535)
        AND name = $6::varchar(65535) AND part = $7::varchar(65535)
      """, parameters(key))
  }

  private func parameters(_ key: LedgerKey) -> [String?] {
    [
      owner.platform, owner.environment, key.side.rawValue, key.kind, key.schema, key.name,
      key.part,
    ]
  }

  /// The live object's number, and the text that the server keeps of it.
  private func find(_ key: LedgerKey) async throws(PortError) -> Row? {
    guard key.side == .warehouse else { return nil }
    func literal(_ text: String) -> String { Dialect.redshift.literal(text) }
    let statement: String
    switch key.kind {
    case "schema":
      statement = "SELECT oid, NULL FROM pg_namespace WHERE nspname = \(literal(key.schema))"
    case "role":
      let roles = try await connection.query(
        "SELECT role_id, NULL FROM svv_roles WHERE role_name = \(literal(key.name))")
      if let row = roles.first { return row }
      statement = "SELECT usesysid, NULL FROM pg_user WHERE usename = \(literal(key.name))"
    case "column":
      statement = """
        SELECT a.attrelid || '.' || a.attnum, pg_get_expr(f.adbin, f.adrelid)
        FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
        JOIN pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_attrdef f ON f.adrelid = a.attrelid AND f.adnum = a.attnum
        WHERE n.nspname = \(literal(key.schema)) AND c.relname = \(literal(key.name))
          AND a.attname = \(literal(key.part))
        """
    default:
      statement = """
        SELECT c.oid, CASE WHEN c.relkind = 'v' THEN pg_get_viewdef(c.oid) END
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = \(literal(key.schema)) AND c.relname = \(literal(key.name))
        """
    }
    return try await connection.query(statement).first
  }
}
