package import Catalog
package import Connect
package import Ports
package import SQL
package import ScheduleModel

/// Publishes into a PostgreSQL warehouse, logged in as the loader.
package struct PostgreSQLPublisher: WarehousePublishing {
  private let pool: PostgresPool
  private let owner: LedgerOwner
  private let dialect: Dialect

  package init(pool: PostgresPool, owner: LedgerOwner, dialect: Dialect) {
    self.pool = pool
    self.owner = owner
    self.dialect = dialect
  }

  package func raiseFence(of target: TargetID, to fencingNumber: Int64) async throws(PortError) {
    try await pool.query(
      """
      INSERT INTO weir.fences (platform, environment, target, number) VALUES ($1, $2, $3, $4)
      ON CONFLICT (platform, environment, target) DO UPDATE
      SET number = greatest(fences.number, excluded.number)
      """, [owner.platform, owner.environment, target.text, String(fencingNumber)])
  }

  // MARK: Staging

  package func makeStaging(for table: TableAddress, fencingNumber: Int64, columns: [Column])
    async throws(PortError) -> WarehouseStaging
  {
    let prefix = Self.stagingPrefix(of: table)
    let staging = WarehouseStaging(
      schema: Bookkeeping.stagingSchema, name: prefix + String(fencingNumber))
    let lines = columns.map { "  \(dialect.quoted($0.name)) \(typeName($0.type))" }
    try await pool.withConnection { (connection) throws(PortError) in
      let old = try await connection.query(
        """
        SELECT c.relname FROM pg_catalog.pg_class c
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = $1 AND starts_with(c.relname::text, $2)
        """, [Bookkeeping.stagingSchema, prefix])
      for row in old {
        let name = row.text(0)
        guard let number = Int64(name.dropFirst(prefix.count)), number <= fencingNumber else {
          continue
        }
        try await connection.execute("DROP TABLE IF EXISTS \(quoted(name))")
      }
      // Lost in a crash of the server, and the attempt with it.
      try await connection.execute(
        "CREATE UNLOGGED TABLE \(quoted(staging.name)) (\n\(lines.joined(separator: ",\n"))\n)")
    }
    return staging
  }

  package func dropStaging(_ staging: WarehouseStaging) async throws(PortError) {
    let name = dialect.quoted([staging.schema, staging.name])
    try await pool.withConnection { (connection) throws(PortError) in
      try await connection.execute("DROP TABLE IF EXISTS \(name)")
    }
  }

  private func quoted(_ name: String) -> String {
    dialect.quoted([Bookkeeping.stagingSchema, name])
  }

  /// The same for all attempts on the table, and of no other table: a readable beginning, and digits
  /// of a fingerprint. With the number at most 63 bytes.
  static func stagingPrefix(of table: TableAddress) -> String {
    let letters = table.dotted.unicodeScalars.map { scalar -> Character in
      let isPlain = ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar)
      return isPlain ? Character(scalar) : "_"
    }
    let digits = Fingerprint(of: table.description).short.prefix(8)
    return String(letters.prefix(32)) + "_" + digits + "_"
  }

  private func typeName(_ type: DataType) -> String {
    guard let name = dialect.typeName(type) else {
      preconditionFailure("no type of \(dialect.id) for '\(type)': the compiler lets none through")
    }
    return name
  }

  // MARK: Publishing

  package func number(_ query: String) async throws(PortError) -> Int64 {
    try Self.number(try await pool.query(query), of: query)
  }

  private static func number(_ rows: Rows, of query: String) throws(PortError) -> Int64 {
    guard rows.count == 1, let number = rows.scalar.flatMap({ Int64($0) }) else {
      throw PortError(
        .refused, "A query that should return one whole number returned something else.",
        debugDetail: query)
    }
    return number
  }

  package func publish(_ publication: WarehousePublication) async throws(PortError)
    -> PublicationOutcome
  {
    try await pool.withConnection { (connection) throws(PortError) in
      try await connection.execute("BEGIN")
      do throws(PortError) {
        let outcome = try await run(publication, on: connection)
        if case .published(let rows) = outcome {
          try await record(publication, rows: rows, on: connection)
          try await connection.commit()
        } else {
          await connection.rollback()
        }
        return outcome
      } catch {
        await connection.rollback()
        throw error.adding("target", publication.target.text)
      }
    }
  }

  /// Checks of mere warnings have no say in what is published.
  private func run(_ publication: WarehousePublication, on connection: PostgresConnection)
    async throws(PortError) -> PublicationOutcome
  {
    try await lockFences(publication, on: connection)
    try await passFence(publication, on: connection)
    let name = dialect.quoted([publication.table.schema.name, publication.table.name])
    var rows: Int64 = 0
    for statement in publication.statements {
      let count = try await connection.execute(statement)
      if Self.writes(statement, to: name) { rows += Int64(count) }
    }
    for check in publication.checks where check.severity == .error {
      let broken = try Self.number(try await connection.query(check.query), of: check.query)
      if broken > Int64(check.threshold) { return .refused(check: check, broken: broken) }
    }
    return .published(rows: rows)
  }

  /// Whether a statement puts rows into the target. Rows that are taken away to be written again, and
  /// members inferred in other tables, are not counted.
  private static func writes(_ statement: String, to name: String) -> Bool {
    ["INSERT INTO \(name) ", "UPDATE \(name) "].contains { statement.hasPrefix($0) }
  }

  /// Locks the fences of the target and of what its statements touch, in one order for all, until the
  /// transaction ends: statements of PostgreSQL's read committed transactions each see what others
  /// committed in between, and two publications that infer the same member would collide.
  private func lockFences(_ publication: WarehousePublication, on connection: PostgresConnection)
    async throws(PortError)
  {
    let targets = (publication.touches + [publication.target]).map(\.text)
    _ = try await connection.query(
      """
      SELECT target FROM weir.fences
      WHERE platform = $1 AND environment = $2 AND target = ANY ($3::text[])
      ORDER BY target FOR UPDATE
      """,
      [owner.platform, owner.environment, ArrayText.encode(targets)])
  }

  /// The row stays locked until the end: publications of one target follow each other.
  private func passFence(_ publication: WarehousePublication, on connection: PostgresConnection)
    async throws(PortError)
  {
    let rows = try await connection.query(
      """
      INSERT INTO weir.fences (platform, environment, target, number) VALUES ($1, $2, $3, $4)
      ON CONFLICT (platform, environment, target) DO UPDATE SET number = excluded.number
      WHERE fences.number <= excluded.number
      """,
      [
        owner.platform, owner.environment, publication.target.text,
        String(publication.fencingNumber),
      ])
    guard rows.affectedCount == 1 else {
      throw PortError(
        .conflict,
        "Somebody who took over this work has published or is about to; nothing was changed.")
    }
  }

  private func record(
    _ publication: WarehousePublication, rows: Int64, on connection: PostgresConnection
  ) async throws(PortError) {
    _ = try await connection.query(
      """
      INSERT INTO weir.loads (platform, environment, target, range_lower, range_upper, version,
        run, fencing_number, rows)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
      """,
      [
        owner.platform, owner.environment, publication.target.text,
        publication.range.lower.description, publication.range.upper.description,
        publication.version.text, publication.run.description,
        String(publication.fencingNumber), String(rows),
      ])
  }
}
