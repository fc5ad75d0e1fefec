internal import Connect
package import Ports

extension StateDatabase: Leasing {
  package func acquire(
    _ name: String, holder: String, duration: Duration, patience: Duration
  ) async throws(PortError) -> Lease {
    var waited = Duration.zero
    var pause = Duration.milliseconds(50)
    while true {
      let free = try await acquireFree([name], holder: holder, duration: duration)
      if let lease = free.first { return lease }
      let obstacle = try await obstacle(to: name)
      // Nothing in the way any more: it was given back between the two looks.
      guard let obstacle else { continue }
      if let process = obstacle.process, !owner.isRunning(process) {
        try await expire(name, obstacle.fencingNumber)
        continue
      }
      guard waited < patience else { throw obstacle.error }
      pause = min(pause, patience - waited)
      do {
        try await sleep(for: pause)
      } catch {
        throw PortError(.cancelled, "Waiting for the lease on '\(name)' was cancelled.")
      }
      waited += pause
      pause = min(pause * 2, .seconds(1))
    }
  }

  package func renew(_ lease: Lease, duration: Duration) async throws(PortError) {
    let renewed = try await pool.query(
      """
      UPDATE weir.lease
         SET expires_at = clock_timestamp() + $3::bigint * interval '1 microsecond'
       WHERE name = $1 AND fencing_number = $2 AND clock_timestamp() < expires_at
      """, [lease.name, String(lease.fencingNumber), duration.microsecondText])
    if renewed.affectedCount == 0 { throw .lost(lease) }
  }

  package func release(_ lease: Lease) async throws(PortError) {
    try await expire(lease.name, lease.fencingNumber)
  }

  /// Does nothing when somebody else holds the lease meanwhile.
  private func expire(_ name: String, _ fencingNumber: Int64) async throws(PortError) {
    _ = try await pool.query(
      """
      UPDATE weir.lease SET expires_at = greatest(acquired_at, clock_timestamp())
       WHERE name = $1 AND fencing_number = $2 AND clock_timestamp() < expires_at
      """, [name, String(fencingNumber)])
  }

  /// One statement and one commit, however many. The update draws its numbers when it has locked the
  /// rows: numbers of one name grow in the order in which the lease was held.
  package func acquireFree(_ names: [String], holder: String, duration: Duration)
    async throws(PortError) -> [Lease]
  {
    let rows = try await pool.query(
      """
      INSERT INTO weir.lease AS held
        (name, holder, fencing_number, acquired_at, expires_at, machine, process)
      SELECT wanted.name, $2, nextval('weir.fencing_number'), clock_timestamp(),
             clock_timestamp() + $3::bigint * interval '1 microsecond', $4, $5
        FROM unnest($1::text[]) AS wanted (name) ORDER BY wanted.name COLLATE "C"
      ON CONFLICT (name) DO UPDATE
         SET holder = excluded.holder,
             machine = excluded.machine,
             process = excluded.process,
             fencing_number = nextval('weir.fencing_number'),
             acquired_at = clock_timestamp(),
             expires_at = clock_timestamp() + $3::bigint * interval '1 microsecond'
       WHERE held.expires_at <= clock_timestamp()
      RETURNING name, fencing_number
      """,
      [
        ArrayText.encode(names), holder, duration.microsecondText, owner.machine, owner.process,
      ])
    let numbers = Dictionary(
      rows.map { ($0.text(0), $0.integer(1) ?? 0) }, uniquingKeysWith: { first, _ in first })
    return names.compactMap { name in
      numbers[name].map { Lease(name: name, holder: holder, fencingNumber: $0) }
    }
  }

  package func renew(_ leases: [Lease], duration: Duration) async throws(PortError) {
    let renewed = try await pool.query(
      """
      WITH ours AS (\(Self.lockedLeases))
      UPDATE weir.lease AS held
         SET expires_at = clock_timestamp() + $3::bigint * interval '1 microsecond'
        FROM ours WHERE held.name = ours.name AND clock_timestamp() < expires_at
      RETURNING held.name
      """,
      [
        ArrayText.encode(leases.map(\.name)),
        ArrayText.encode(leases.map { String($0.fencingNumber) }),
        duration.microsecondText,
      ])
    let kept = Set(renewed.map { $0.text(0) })
    if let lost = leases.first(where: { !kept.contains($0.name) }) { throw .lost(lost) }
  }

  package func release(_ leases: [Lease]) async throws(PortError) {
    _ = try await pool.query(
      """
      WITH ours AS (\(Self.lockedLeases))
      UPDATE weir.lease AS held SET expires_at = greatest(acquired_at, clock_timestamp())
        FROM ours WHERE held.name = ours.name AND clock_timestamp() < expires_at
      """,
      [
        ArrayText.encode(leases.map(\.name)),
        ArrayText.encode(leases.map { String($0.fencingNumber) }),
      ])
  }

  /// A lease that somebody holds.
  private struct Obstacle {
    let fencingNumber: Int64
    /// Nil when it is of another machine.
    let process: String?
    let error: PortError
  }

  /// Several rows are always locked in the order of their names, so that nobody waits in a circle.
  private static let lockedLeases = """
    SELECT lease.name FROM weir.lease
      JOIN unnest($1::text[], $2::bigint[]) AS wanted (name, number)
        ON lease.name = wanted.name AND lease.fencing_number = wanted.number
     ORDER BY lease.name COLLATE "C" FOR UPDATE OF lease
    """

  /// Who holds it, and since when; nil when nobody does.
  private func obstacle(to name: String) async throws(PortError) -> Obstacle? {
    let rows = try await pool.query(
      """
      SELECT holder, round(extract(epoch FROM clock_timestamp() - acquired_at))::bigint,
             fencing_number, CASE WHEN machine = $2 THEN process END
        FROM weir.lease WHERE name = $1 AND clock_timestamp() < expires_at
      """, [name, owner.machine])
    guard let row = rows.first else { return nil }
    guard let number = row.integer(2) else { throw .unexpectedAnswer }
    let error = PortError(
      .locked,
      "The lease on '\(name)' has been held by '\(row.text(0))' for \(row.text(1)) seconds.",
      isRetryable: true)
    return Obstacle(fencingNumber: number, process: row[3], error: error)
  }

  private func sleep(for duration: Duration) async throws {
    try await clock.sleep(for: duration)
  }
}

extension PortError {
  static func lost(_ lease: Lease) -> PortError {
    PortError(
      .conflict,
      "The lease on '\(lease.name)' was lost: it expired, or somebody else holds it now.")
  }
}
