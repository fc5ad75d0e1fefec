package import Ports

extension PostgresConnection {
  /// How much of what others do a transaction sees (PostgreSQL 15, 13.2).
  package enum Isolation: String, Sendable {
    case readCommitted = "READ COMMITTED"
    case repeatableRead = "REPEATABLE READ"
    case serializable = "SERIALIZABLE"
  }

  /// Runs `body` in a transaction: committed when it returns, rolled back when it throws.
  ///
  /// Also when the task is cancelled the rollback is done before this returns. If the connection
  /// breaks during COMMIT the error is `.unreachable`, and whether it took effect is unknown.
  /// - Parameter isolation: nil for the server's default.
  @discardableResult
  package nonisolated func withTransaction<R>(
    isolation: Isolation? = nil, _ body: () async throws(PortError) -> R
  ) async throws(PortError) -> R {
    try await execute(isolation.map { "BEGIN ISOLATION LEVEL \($0.rawValue)" } ?? "BEGIN")
    do throws(PortError) {
      let result = try await body()
      try await commit()
      return result
    } catch {
      await rollback()
      throw error
    }
  }
}
