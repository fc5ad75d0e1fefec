internal import Catalog
internal import Connect
package import Ports
package import ScheduleModel

extension StateDatabase: CoverageKeeping {
  package func coverage(
    of target: TargetID, overlapping range: TimeRange
  ) async throws(PortError) -> [CoverageEntry] {
    let rows = try await pool.query(
      """
      SELECT lower_us, upper_us, build, version, inputs, run, output, rows
        FROM weir.coverage
       WHERE target = $1 AND lower_us < $3 AND upper_us > $2
       ORDER BY lower_us
      """, [target.text, range.lower.text, range.upper.text])
    return try rows.map { (row) throws(PortError) in try CoverageEntry(row, target) }
  }

  package func record(
    _ record: CoverageRecord, under lease: Lease
  ) async throws(PortError) -> CoverageEntry {
    try await pool.withTransaction { (connection) throws(PortError) in
      // Until the commit nobody can take the lease, as they need the row.
      let held = try await connection.query(
        """
        SELECT 1 FROM weir.lease
         WHERE name = $1 AND fencing_number = $2 AND clock_timestamp() < expires_at
           FOR UPDATE
        """, [lease.name, String(lease.fencingNumber)])
      guard !held.isEmpty else { throw .lost(lease) }
      return try await replace(record, on: connection)
    }
  }

  /// Cuts the range out of what is there, and puts the new build in.
  private func replace(
    _ record: CoverageRecord, on connection: PostgresConnection
  ) async throws(PortError) -> CoverageEntry {
    let bounds = [record.target.text, record.range.lower.text, record.range.upper.text]
    let results = try await connection.pipeline([
      // Holds off another lease's holder that records for the same target.
      PipelinedStatement("SELECT pg_advisory_xact_lock(hashtextextended($1, 8317))", [bounds[0]]),
      PipelinedStatement(
        """
        WITH cut AS (
          DELETE FROM weir.coverage
           WHERE target = $1 AND lower_us < $3::bigint AND upper_us > $2::bigint
          RETURNING *
        ), rest AS (
          SELECT *, lower_us AS first_us, $2::bigint AS last_us FROM cut WHERE lower_us < $2::bigint
          UNION ALL
          SELECT *, $3::bigint, upper_us FROM cut WHERE upper_us > $3::bigint
        )
        SELECT first_us, last_us, build, version, inputs, run, output, rows, built_at FROM rest
        """, bounds),
    ]).get()
    var statements = results[1].map { row in
      PipelinedStatement(
        """
        INSERT INTO weir.coverage
          (target, lower_us, upper_us, build, version, inputs, run, output, rows, built_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        """, [record.target.text] + row.values)
    }
    statements.append(insertion(of: record))
    let inserted = try await connection.pipeline(statements).get()
    guard let build = inserted.last?.first?.integer(0) else { throw .unexpectedAnswer }
    return CoverageEntry(
      build: build, target: record.target, range: record.range, version: record.version,
      inputs: record.inputs, run: record.run, output: record.output, rows: record.rows)
  }

  private func insertion(of record: CoverageRecord) -> PipelinedStatement {
    let inputs = "{" + record.inputs.map(String.init).joined(separator: ",") + "}"
    return PipelinedStatement(
      """
      INSERT INTO weir.coverage
        (target, lower_us, upper_us, build, version, inputs, run, output, rows)
      VALUES ($1, $2, $3, nextval('weir.build_number'), $4, $5, $6, $7, $8)
      RETURNING build
      """,
      [
        record.target.text, record.range.lower.text, record.range.upper.text,
        record.version.text, inputs, record.run.description, record.output, String(record.rows),
      ])
  }
}

extension CoverageEntry {
  /// Reads the columns in the order of the query above.
  fileprivate init(_ row: Row, _ target: TargetID) throws(PortError) {
    guard let range = TimeRange(row, 0), let build = row.integer(2), let run = row.integer(5),
      let rows = row.integer(7)
    else { throw .unexpectedAnswer }
    let inputs = row.text(4).dropFirst().dropLast().split(separator: ",").compactMap { Int64($0) }
    self.init(
      build: build, target: target, range: range, version: Fingerprint(recorded: row.text(3)),
      inputs: inputs, run: RunID(run), output: row[6], rows: rows)
  }
}

extension TimePoint {
  /// As the database keeps it.
  var text: String { String(microseconds) }
}

extension TimeRange {
  /// Reads the bounds from two columns.
  init?(_ row: Row, _ column: Int) {
    guard let lower = row.integer(column), let upper = row.integer(column + 1) else { return nil }
    self.init(TimePoint(microseconds: lower), TimePoint(microseconds: upper))
  }
}

extension PortError {
  /// Somebody changed the tables by hand.
  static var unexpectedAnswer: PortError {
    PortError(.refused, "The state database holds what this version of Weir cannot read.")
  }
}
