package import Ports

extension PostgresConnection {
  /// Runs `COPY ... FROM STDIN` with the bytes that `nextChunk` gives until it gives nil.
  ///
  /// Chunks may be of any size and may end inside a row. If `nextChunk` throws or the task is
  /// cancelled, nothing is stored. Memory: one chunk, and what libpq holds back (a chunk again).
  /// - Returns: rows stored.
  @discardableResult
  package nonisolated func copyIn(
    _ sql: String, from nextChunk: () async throws(PortError) -> [UInt8]?
  ) async throws(PortError) -> Int {
    try await beginCopy(sql, .intoServer)
    do throws(PortError) {
      while let chunk = try await nextChunk() {
        if Task.isCancelled { throw .cancelledStatement }
        try await putCopy(chunk)
      }
    } catch {
      // The server answers with the error that the end message asks for; ours says more, unless
      // the server had stopped the COPY before.
      throw await failureOfCopy(after: error)
    }
    return try await endCopyIn(failing: nil)
  }

  private nonisolated func failureOfCopy(after error: PortError) async -> PortError {
    do throws(PortError) {
      _ = try await endCopyIn(failing: "stopped by the client")
      return error
    } catch let answer {
      return error.kind == .unreachable && answer.sqlState != nil ? answer : error
    }
  }

  /// Runs `COPY ... TO STDOUT` and hands its bytes to `receive` in chunks of about 64 KiB that end
  /// with a row.
  ///
  /// If `receive` throws or the task is cancelled, the server is asked to stop.
  package nonisolated func copyOut(
    _ sql: String, to receive: ([UInt8]) async throws(PortError) -> Void
  ) async throws(PortError) {
    try await beginCopy(sql, .outOfServer)
    do throws(PortError) {
      while let chunk = try await nextCopyChunk() {
        if Task.isCancelled { throw .cancelledStatement }
        try await receive(chunk)
      }
    } catch {
      await abandonCopyOut()
      throw error
    }
  }
}
