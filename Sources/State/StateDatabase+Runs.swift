package import Catalog
internal import Connect
package import Ports
package import ScheduleModel

extension StateDatabase: RunKeeping {
  package func begin(
    schedule: String, range: TimeRange, bundle: Fingerprint, tasks: [TargetID]
  ) async throws(PortError) -> RunID {
    try await pool.withTransaction { (connection) throws(PortError) in
      let rows = try await connection.query(
        """
        INSERT INTO weir.run (schedule, lower_us, upper_us, bundle, state, machine, process)
        VALUES ($1, $2, $3, $4, 'running', $5, $6) RETURNING id
        """,
        [
          schedule, range.lower.text, range.upper.text, bundle.text, owner.machine, owner.process,
        ])
      guard let id = rows.first?.integer(0) else { throw .unexpectedAnswer }
      let statements = tasks.enumerated().map { index, target in
        PipelinedStatement(
          "INSERT INTO weir.task (run, target, ordinal, state) VALUES ($1, $2, $3, 'waiting')",
          [String(id), target.text, String(index)])
      }
      _ = try await connection.pipeline(statements).get()
      return RunID(id)
    }
  }

  package func attemptBegan(_ target: TargetID, of run: RunID) async throws(PortError) {
    let rows = try await pool.query(
      """
      WITH task AS (
        UPDATE weir.task
           SET state = 'running', attempts = attempts + 1, message = NULL,
               started_at = coalesce(started_at, clock_timestamp())
         WHERE run = $1 AND target = $2 AND state IN ('waiting', 'running')
        RETURNING run, target, attempts
      )
      INSERT INTO weir.attempt (run, target, number) SELECT run, target, attempts FROM task
      """, [run.description, target.text])
    if rows.affectedCount == 0 { throw .ended(target, of: run) }
  }

  package func taskReached(
    _ state: RunState, _ target: TargetID, of run: RunID, rows: Int64?, message: String?
  ) async throws(PortError) {
    let changed = try await pool.query(
      """
      WITH task AS (
        UPDATE weir.task
           SET state = $3, rows = $4, message = $5,
               finished_at = CASE WHEN $3 IN ('waiting', 'running') THEN NULL
                                  ELSE clock_timestamp() END
         WHERE run = $1 AND target = $2
           AND (state IN ('waiting', 'running') OR state = $3)
        RETURNING run, target, attempts
      ), attempt AS (
        UPDATE weir.attempt AS a
           SET finished_at = clock_timestamp(), outcome = $3, message = $5
          FROM task
         WHERE a.run = task.run AND a.target = task.target AND a.number = task.attempts
           AND a.finished_at IS NULL AND $3 <> 'running'
      )
      SELECT 1 FROM task
      """,
      [run.description, target.text, state.rawValue, rows.map { String($0) }, message])
    if changed.isEmpty { throw .ended(target, of: run) }
  }

  package func finish(_ run: RunID, as state: RunState) async throws(PortError) {
    let changed = try await pool.query(
      """
      UPDATE weir.run SET state = $2, finished_at = coalesce(finished_at, clock_timestamp())
       WHERE id = $1 AND state IN ('running', $2)
      """, [run.description, state.rawValue])
    if changed.affectedCount == 0 {
      throw PortError(.conflict, "The run \(run) does not exist or has ended otherwise.")
    }
  }

  package func latestRuns(of schedule: String?, limit: Int) async throws(PortError) -> [RunRecord] {
    let runs = try await pool.query(
      """
      SELECT id, schedule, lower_us, upper_us, bundle, state, \(Self.shown("started_at")),
             \(Self.shown("finished_at"))
        FROM weir.run WHERE $1::text IS NULL OR schedule = $1 ORDER BY id DESC LIMIT $2
      """, [schedule, String(limit)])
    let ids = "{" + runs.map { $0.text(0) }.joined(separator: ",") + "}"
    let tasks = try await pool.query(
      """
      SELECT run, target, state, attempts, rows, message,
             extract(epoch FROM coalesce(finished_at, clock_timestamp()) - started_at)
        FROM weir.task WHERE run = ANY ($1::bigint[])
       ORDER BY run, started_at NULLS LAST, ordinal
      """, [ids])
    var tasksByRun: [String: [TaskRecord]] = [:]
    for row in tasks { tasksByRun[row.text(0), default: []].append(try TaskRecord(row)) }
    return try runs.map { (row) throws(PortError) in
      try RunRecord(row, tasks: tasksByRun[row.text(0)] ?? [])
    }
  }

  package func closeAbandonedRuns() async throws(PortError) -> [RunID] {
    let open = try await pool.query(
      "SELECT id, process FROM weir.run WHERE machine = $1 AND state = 'running' ORDER BY id",
      [owner.machine])
    var closed: [RunID] = []
    for row in open where !owner.isRunning(row.text(1)) {
      guard let number = row.integer(0) else { throw .unexpectedAnswer }
      if try await close(RunID(number)) { closed.append(RunID(number)) }
    }
    return closed
  }

  /// False when somebody else closed it meanwhile.
  private func close(_ run: RunID) async throws(PortError) -> Bool {
    let message = "The process that ran it is gone."
    return try await pool.withTransaction { (connection) throws(PortError) in
      let changed = try await connection.query(
        """
        UPDATE weir.run SET state = 'cancelled', finished_at = clock_timestamp()
         WHERE id = $1 AND state = 'running'
        """, [run.description])
      guard changed.affectedCount == 1 else { return false }
      _ = try await connection.pipeline([
        PipelinedStatement(
          """
          UPDATE weir.attempt
             SET finished_at = clock_timestamp(), outcome = 'cancelled', message = $2
           WHERE run = $1 AND finished_at IS NULL
          """, [run.description, message]),
        PipelinedStatement(
          """
          UPDATE weir.task
             SET state = 'cancelled', finished_at = clock_timestamp(), message = $2
           WHERE run = $1 AND state IN ('waiting', 'running')
          """, [run.description, message]),
      ]).get()
      return true
    }
  }

  /// A moment as records show it.
  private static func shown(_ column: String) -> String {
    "to_char(\(column) AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS') || '+00'"
  }
}

extension RunRecord {
  fileprivate init(_ row: Row, tasks: [TaskRecord]) throws(PortError) {
    guard let id = row.integer(0), let range = TimeRange(row, 2),
      let state = RunState(rawValue: row.text(5))
    else { throw .unexpectedAnswer }
    self.init(
      id: RunID(id), schedule: row.text(1), range: range,
      bundle: Fingerprint(recorded: row.text(4)), state: state, startedAt: row.text(6),
      finishedAt: row[7], tasks: tasks)
  }
}

extension TaskRecord {
  fileprivate init(_ row: Row) throws(PortError) {
    guard let state = RunState(rawValue: row.text(2)), let attempts = row.integer(3) else {
      throw .unexpectedAnswer
    }
    self.init(
      target: TargetID(row.text(1)), state: state, attempts: Int(attempts), rows: row.integer(4),
      message: row[5], seconds: row[6].flatMap(Double.init))
  }
}

extension PortError {
  fileprivate static func ended(_ target: TargetID, of run: RunID) -> PortError {
    PortError(.conflict, "The task '\(target)' of run \(run) does not exist or has ended.")
  }
}
