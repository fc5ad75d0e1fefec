internal import CCurl
internal import Dispatch
package import Ports

/// Sends HTTP requests, many at the same time, over connections that are kept and used again.
///
/// TLS certificates are verified; nothing else is accepted. Proxies are taken from the environment
/// as curl does, but not for loopback. One thread serves all requests of a client; it ends when the
/// client is gone.
package final class HTTPClient: Sendable {
  private let loop: TransferLoop

  /// - Parameter connectionsPerHost: most connections open to one host; further requests wait.
  package init(connectionsPerHost: Int = 16) {
    loop = TransferLoop(connectionsPerHost: connectionsPerHost)
    // A queue of its own, as the loop blocks in the network until it is told to stop.
    DispatchQueue(label: "weir.http").async { [loop] in loop.run() }
  }

  deinit { loop.stop() }

  /// Sends a request and returns the whole answer, whatever its status.
  ///
  /// - Throws: `.unreachable` when no answer came (retryable for GET, HEAD, PUT and DELETE),
  ///   `.refused` for an impossible request or an answer beyond the limit, `.cancelled`.
  package func send(_ request: HTTPRequest) async throws(PortError) -> HTTPResponse {
    try await run(Transfer(request, sink: .memory))
  }

  /// Hands the body of a successful answer to `receive`, in chunks, as it comes.
  ///
  /// When `receive` is slow the server is made to wait, so memory stays below two megabytes. If it
  /// throws, the transfer is given up. The body of an answer that is no success is returned.
  package func download(
    _ request: HTTPRequest, to receive: ([UInt8]) async throws(PortError) -> Void
  ) async throws(PortError) -> HTTPResponse {
    let buffer = ChunkBuffer()
    let transfer = Transfer(request, sink: .chunks(buffer))
    buffer.onDrained = { [loop] in loop.post(.resume(transfer)) }
    loop.post(.start(transfer))
    do throws(PortError) {
      while let chunk = await next(of: buffer, transfer) {
        try await receive(chunk)
      }
    } catch {
      loop.post(.cancel(transfer))
      _ = await transfer.result()
      throw error
    }
    return try await outcome(of: transfer)
  }

  /// Writes the body of a successful answer to an open file as it comes; the caller closes it.
  ///
  /// When it throws, part of the body may have been written.
  package func download(
    _ request: HTTPRequest, toDescriptor descriptor: Int32
  ) async throws(PortError) -> HTTPResponse {
    try await run(Transfer(request, sink: .descriptor(descriptor)))
  }

  private func run(_ transfer: Transfer) async throws(PortError) -> HTTPResponse {
    loop.post(.start(transfer))
    return try await outcome(of: transfer)
  }

  private func outcome(of transfer: Transfer) async throws(PortError) -> HTTPResponse {
    let result = await withTaskCancellationHandler {
      await transfer.result()
    } onCancel: { [loop] in
      loop.post(.cancel(transfer))
    }
    return try result.get()
  }

  private func next(of buffer: ChunkBuffer, _ transfer: Transfer) async -> [UInt8]? {
    await withTaskCancellationHandler {
      await buffer.next()
    } onCancel: { [loop] in
      loop.post(.cancel(transfer))
    }
  }
}
