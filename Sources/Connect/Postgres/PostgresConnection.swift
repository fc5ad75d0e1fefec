internal import CPostgres
package import Ports

/// One connection to PostgreSQL or Redshift, over libpq.
///
/// libpq blocks, so the actor runs on a queue of its own. A connection serves one task at a time:
/// two tasks that share one would see their statements mixed, also inside a transaction;
/// ``PostgresPool`` hands connections out. When the task of a statement is cancelled, the server is
/// asked to stop it, and the call throws `.cancelled`.
package actor PostgresConnection {
  private let executor: QueueExecutor
  private var handle: PostgresHandle?
  /// Between the beginning and the end of a COPY no other statement may run.
  private var isCopying = false

  package nonisolated var unownedExecutor: UnownedSerialExecutor {
    unsafe executor.asUnownedSerialExecutor()
  }

  private init(executor: QueueExecutor) { self.executor = executor }

  /// Opens a connection.
  /// - Throws: `.denied` for a refused login, `.missing` for an unknown database or role,
  ///   `.unreachable` else.
  package static func connect(
    _ settings: ConnectionSettings
  ) async throws(PortError) -> PostgresConnection {
    let connection = PostgresConnection(executor: QueueExecutor(label: "weir.postgres"))
    try await connection.open(settings)
    return connection
  }

  private func open(_ settings: ConnectionSettings) throws(PortError) {
    handle = try PostgresHandle(opening: settings)
  }

  /// Closes the connection; an open transaction is rolled back by the server. Twice does no harm.
  package func close() { handle = nil }

  /// Whether another statement may be sent: open, and outside a transaction.
  package var isIdle: Bool {
    guard let handle else { return false }
    return handle.isOpen && !handle.isInTransaction && !isCopying
  }

  /// As `isIdle`, and the server has not gone since the last statement as far as this side of the
  /// connection can know.
  package func isUsable() -> Bool { isIdle && handle?.isStillOpen() == true }

  /// As `PQserverVersion` tells it: 150004 for 15.4, 80002 for Redshift; zero when closed.
  package var version: Int { handle?.serverVersion ?? 0 }

  /// The process that serves this connection, as in `pg_stat_activity`; zero when closed.
  package var processID: Int { handle?.processID ?? 0 }

  /// The newest hundred notices since the last call, oldest first.
  package func takeNotices() -> [ServerFailure] { handle?.takeNotices() ?? [] }

  /// Runs one or more statements without parameters, separated by semicolons.
  ///
  /// Several statements run in one transaction unless they hold BEGIN or COMMIT themselves.
  /// - Returns: the rows that the last statement touched.
  @discardableResult
  package func execute(_ sql: String) async throws(PortError) -> Int {
    try await statement { (handle) throws(PortError) in
      try handle.send(sql)
      return try handle.lastResult().affectedCount
    }
  }

  /// Runs one statement with bound parameters (`$1`, `$2`, ...; nil is NULL), all as text.
  package func query(
    _ sql: String, _ parameters: [String?] = []
  ) async throws(PortError) -> Rows {
    try await statement { (handle) throws(PortError) in
      try handle.send(sql, parameters)
      return Rows(try handle.lastResult())
    }
  }

  /// Runs statements in one round trip, in one transaction if none is open.
  ///
  /// The first statement that fails stops the rest and undoes those before it; its index is told.
  /// - Throws: when the connection fails; a failing statement is no error here.
  package func pipeline(
    _ statements: [PipelinedStatement]
  ) async throws(PortError) -> PipelineOutcome {
    try await statement { (handle) throws(PortError) in try handle.runPipeline(statements) }
  }

  // MARK: Steps of a transaction and of a COPY

  /// Ends the transaction; not to be cancelled, so that its outcome is known.
  package func commit() throws(PortError) {
    let handle = try openHandle()
    if handle.hasFailedTransaction {
      throw PortError(
        .refused, "The transaction cannot be committed, as a statement in it failed.")
    }
    try handle.send("COMMIT")
    _ = try handle.lastResult()
  }

  /// Undoes what is open, also when the task is cancelled. A connection that cannot is closed.
  package func rollback() {
    guard let handle, handle.isOpen else { return }
    isCopying = false
    guard handle.isInTransaction else { return }
    do throws(PortError) {
      try handle.send("ROLLBACK")
      _ = try handle.lastResult()
    } catch {
      close()
    }
  }

  func beginCopy(_ sql: String, _ direction: CopyDirection) async throws(PortError) {
    try await statement { (handle) throws(PortError) in
      try handle.beginCopy(sql, direction)
    }
    isCopying = true
  }

  func putCopy(_ bytes: [UInt8]) throws(PortError) {
    try openHandle().putCopy(bytes)
  }

  /// Ends a COPY into the server: with a message the server throws away what came.
  func endCopyIn(failing message: String?) throws(PortError) -> Int {
    defer { isCopying = false }
    return try openHandle().endCopyIn(failing: message)
  }

  /// About 64 KiB of whole rows; nil at the end of the data.
  func nextCopyChunk() throws(PortError) -> [UInt8]? {
    do {
      if let chunk = try openHandle().nextCopyChunk() { return chunk }
    } catch {
      isCopying = false
      throw error
    }
    isCopying = false
    return nil
  }

  /// Ends a COPY out of the server before its end.
  func abandonCopyOut() {
    guard isCopying, let handle else { return }
    handle.abandonCopyOut()
    isCopying = false
  }

  // MARK: Running

  private func openHandle() throws(PortError) -> PostgresHandle {
    guard let handle else {
      throw PortError(.unreachable, "The database connection is closed.", isRetryable: true)
    }
    return handle
  }

  private func blocking<R>(
    _ handle: PostgresHandle, _ body: (PostgresHandle) throws(PortError) -> R
  ) -> Result<R, PortError> {
    preconditionIsolated()
    return Result { () throws(PortError) in try body(handle) }
  }

  /// Runs one blocking statement so that cancelling the task cancels it on the server.
  private func statement<R: Sendable>(
    _ body: (PostgresHandle) throws(PortError) -> R
  ) async throws(PortError) -> R {
    precondition(!isCopying, "a statement was sent while a COPY was under way")
    guard !Task.isCancelled else { throw .cancelledStatement }
    let handle = try openHandle()
    let canceller = handle.canceller
    let number = canceller.begin()
    let result = await withTaskCancellationHandler {
      // By way of the actor: a closure that does not use it runs, and blocks, on the shared threads.
      self.blocking(handle, body)
    } onCancel: {
      canceller.cancel(number)
    }
    let wasCancelled = canceller.end()
    do {
      return try result.get()
    } catch {
      throw wasCancelled && error.sqlState == "57014" ? .cancelledStatement : error
    }
  }
}

extension PortError {
  static var cancelledStatement: PortError {
    PortError(.cancelled, "The statement was cancelled.", sqlState: "57014")
  }
}
