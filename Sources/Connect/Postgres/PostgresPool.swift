package import Ports

/// A few connections to one database, each lent to one task at a time.
///
/// Connections are opened when first needed. One that comes back broken or inside a transaction, or
/// whose server has gone while nobody used it, is closed and replaced.
package actor PostgresPool {
  private let settings: ConnectionSettings
  private let limit: Int
  private var idle: [PostgresConnection] = []
  private var lentCount = 0
  private var waiters: [(number: Int, continuation: CheckedContinuation<Bool, Never>)] = []
  private var nextWaiter = 0

  /// - Parameter limit: most connections open at once, at least one.
  package init(_ settings: ConnectionSettings, limit: Int = 4) {
    precondition(limit > 0)
    self.settings = settings
    self.limit = limit
  }

  /// Lends a connection to `body`; waits in order of arrival while all are lent.
  @discardableResult
  package nonisolated func withConnection<R>(
    _ body: (PostgresConnection) async throws(PortError) -> R
  ) async throws(PortError) -> R {
    let connection = try await take()
    do throws(PortError) {
      let result = try await body(connection)
      await giveBack(connection)
      return result
    } catch {
      await giveBack(connection)
      throw error
    }
  }

  /// Runs one statement on any connection.
  @discardableResult
  package nonisolated func query(
    _ sql: String, _ parameters: [String?] = []
  ) async throws(PortError) -> Rows {
    try await withConnection { (connection) throws(PortError) in
      try await connection.query(sql, parameters)
    }
  }

  /// Runs `body` in a transaction of one connection.
  @discardableResult
  package nonisolated func withTransaction<R>(
    isolation: PostgresConnection.Isolation? = nil,
    _ body: (PostgresConnection) async throws(PortError) -> R
  ) async throws(PortError) -> R {
    try await withConnection { (connection) throws(PortError) in
      try await connection.withTransaction(isolation: isolation) { () throws(PortError) in
        try await body(connection)
      }
    }
  }

  /// Closes the connections that are not lent.
  package func close() async {
    let closing = idle
    idle = []
    for connection in closing { await connection.close() }
  }

  private func take() async throws(PortError) -> PostgresConnection {
    if lentCount >= limit {
      guard await waitForTurn() else { throw .cancelledStatement }
    } else {
      lentCount += 1
    }
    while let connection = idle.popLast() {
      if await connection.isUsable() { return connection }
      await connection.close()
    }
    do throws(PortError) {
      return try await PostgresConnection.connect(settings)
    } catch {
      passTurn()
      throw error
    }
  }

  private func giveBack(_ connection: PostgresConnection) async {
    if await connection.isIdle {
      idle.append(connection)
    } else {
      await connection.close()
    }
    passTurn()
  }

  /// Gives the right to hold a connection to the longest waiting task, or frees it.
  private func passTurn() {
    if waiters.isEmpty {
      lentCount -= 1
    } else {
      waiters.removeFirst().continuation.resume(returning: true)
    }
  }

  /// False when the task was cancelled before its turn came.
  private func waitForTurn() async -> Bool {
    let number = nextWaiter
    nextWaiter += 1
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        if Task.isCancelled {
          continuation.resume(returning: false)
        } else {
          waiters.append((number, continuation))
        }
      }
    } onCancel: {
      Task { await self.abandon(number) }
    }
  }

  private func abandon(_ number: Int) {
    guard let index = waiters.firstIndex(where: { $0.number == number }) else { return }
    waiters.remove(at: index).continuation.resume(returning: false)
  }
}
