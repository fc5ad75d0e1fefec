internal import CPostgres
internal import Ports

/// Which way a COPY moves data.
enum CopyDirection: Sendable {
  case intoServer, outOfServer

  var status: ExecStatusType { self == .intoServer ? PGRES_COPY_IN : PGRES_COPY_OUT }
}

extension PostgresHandle {
  /// Sends a COPY statement and waits until the server is ready for data, or has some.
  func beginCopy(_ sql: String, _ direction: CopyDirection) throws(PortError) {
    isCopyOver = false
    try send(sql)
    guard let result = nextResult() else { throw lost() }
    if result.status == direction.status { return }
    let isFailure = result.status == PGRES_FATAL_ERROR
    let failure = isFailure ? error(of: result) : nil
    if result.status == PGRES_COPY_IN {
      _ = unsafe PQputCopyEnd(raw, "the wrong way")
    }
    abandonCopyData()
    discardResults()
    throw failure ?? PortError(.refused, "The statement is no COPY of the expected direction.")
  }

  /// Hands bytes to the server; blocks while its buffers are full. Chunks may end inside a row.
  func putCopy(_ bytes: [UInt8]) throws(PortError) {
    // One message holds at most a gigabyte; libpq copies it into its buffer first.
    var start = 0
    while start < bytes.count {
      let end = min(start + (1 << 20), bytes.count)
      let isTaken = unsafe bytes[start..<end].withUnsafeBytes { slice in
        unsafe PQputCopyData(
          raw, slice.assumingMemoryBound(to: CChar.self).baseAddress, Int32(slice.count)) == 1
      }
      guard isTaken else { throw lost() }
      start = end
    }
  }

  /// Ends the data; returns the rows stored. With a message the server undoes the COPY instead.
  func endCopyIn(failing message: String?) throws(PortError) -> Int {
    let isSent = unsafe PQputCopyEnd(raw, message) == 1
    guard isSent else { throw lost() }
    return try lastResult().affectedCount
  }

  /// Gathers rows until there are about 64 KiB; nil at the end, when the outcome is known too.
  func nextCopyChunk() throws(PortError) -> [UInt8]? {
    if isCopyOver { return nil }
    var chunk: [UInt8] = []
    while chunk.count < 65_536 {
      var row: UnsafeMutablePointer<CChar>? = nil
      let length = unsafe PQgetCopyData(raw, &row, 0)
      if length > 0, let row = unsafe row {
        unsafe chunk.append(contentsOf: UnsafeRawBufferPointer(start: row, count: Int(length)))
        unsafe PQfreemem(row)
        continue
      }
      if length == -2 { throw lost() }
      // The end is reported once only.
      isCopyOver = true
      _ = try lastResult()
      break
    }
    return chunk.isEmpty ? nil : chunk
  }

  /// Asks the server to stop sending, and throws away what is under way.
  func abandonCopyOut() {
    let number = canceller.begin()
    canceller.cancel(number)
    abandonCopyData()
    discardResults()
    _ = canceller.end()
  }

  /// Reads and drops rows until the server has no more.
  func abandonCopyData() {
    var row: UnsafeMutablePointer<CChar>? = nil
    while unsafe PQgetCopyData(raw, &row, 0) > 0 { unsafe PQfreemem(row) }
  }
}
