internal import CCurl
internal import Glibc
internal import Ports
internal import Synchronization

/// One request on its way, and what came back so far.
///
/// `@unchecked`: everything but the outcome is touched by the loop's thread only, from the moment
/// the transfer is posted; the outcome is guarded by a lock.
final class Transfer: @unchecked Sendable {
  /// Where the body of a successful answer goes.
  enum Sink {
    case memory
    case chunks(ChunkBuffer)
    case descriptor(Int32)
  }

  private enum Outcome {
    case pending
    case awaited(CheckedContinuation<Result<HTTPResponse, PortError>, Never>)
    case known(Result<HTTPResponse, PortError>)
  }

  let request: HTTPRequest
  private let sink: Sink
  private var status = 0
  private var headers: [HTTPHeader] = []
  private var body: [UInt8] = []
  /// Set when receiving stopped on our side; curl then reports a write error.
  private var failure: PortError?
  private let outcome = Mutex(Outcome.pending)

  init(_ request: HTTPRequest, sink: Sink) {
    self.request = request
    self.sink = sink
  }

  /// Waits for the end. To be called once.
  func result() async -> Result<HTTPResponse, PortError> {
    await withCheckedContinuation { continuation in
      let known = outcome.withLock { outcome -> Result<HTTPResponse, PortError>? in
        if case .known(let result) = outcome { return result }
        outcome = .awaited(continuation)
        return nil
      }
      if let known { continuation.resume(returning: known) }
    }
  }

  /// Ends the transfer; only the first end counts.
  func end(_ result: Result<HTTPResponse, PortError>) {
    let waiting = outcome.withLock {
      outcome -> CheckedContinuation<Result<HTTPResponse, PortError>, Never>? in
      switch outcome {
      case .known:
        return nil
      case .awaited(let continuation):
        outcome = .known(result)
        return continuation
      case .pending:
        outcome = .known(result)
        return nil
      }
    }
    waiting?.resume(returning: result)
    if case .chunks(let buffer) = sink { buffer.finish() }
  }

  /// Ends it with what libcurl reported.
  func end(code: CURLcode, message: String) {
    if let failure { return end(.failure(failure)) }
    guard code == CURLE_OK else { return end(.failure(error(code, message))) }
    end(.success(HTTPResponse(status: status, headers: headers, body: body)))
  }

  /// Takes one line of the head. A status line begins a new answer: an interim one or one that
  /// redirected came before.
  func receiveHead(_ line: String) {
    if line.hasPrefix("HTTP/") {
      headers = []
      body = []
      let parts = line.split(separator: " ")
      status = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    } else if let colon = line.firstIndex(of: ":") {
      let value = line[line.index(after: colon)...].trimmingSpaces()
      headers.append(HTTPHeader(String(line[..<colon]), value))
    }
  }

  /// What the loop does after bytes were offered.
  enum Reception {
    case taken, pause, stop
  }

  /// Takes a piece of the body.
  func receive(_ bytes: UnsafeRawBufferPointer) -> Reception {
    switch sink {
    case .chunks(let buffer) where (200..<300).contains(status):
      return buffer.offer(unsafe Array(bytes)) ? .taken : .pause
    case .descriptor(let descriptor) where (200..<300).contains(status):
      return unsafe write(bytes, to: descriptor)
    default:
      guard body.count + bytes.count <= request.responseLimit else {
        failure = PortError(
          .refused, "The answer is longer than the \(request.responseLimit) bytes allowed."
        ).adding("request", shown)
        return .stop
      }
      unsafe body.append(contentsOf: bytes)
      return .taken
    }
  }

  private func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Reception {
    var start = 0
    while start < bytes.count {
      let count = unsafe Glibc.write(
        descriptor, bytes.baseAddress! + start, bytes.count - start)
      if count < 0 {
        if errno == EINTR { continue }
        let reason = unsafe String(cString: strerror(errno))
        failure = PortError(.local, "The download cannot be written: \(reason).")
          .adding("request", shown)
        return .stop
      }
      start += count
    }
    return .taken
  }

  /// `GET https://host/path`.
  private var shown: String { "\(request.method.rawValue) \(request.shownURL)" }

  private func error(_ code: CURLcode, _ message: String) -> PortError {
    let name = unsafe String(cString: curl_easy_strerror(code))
    let text = message.isEmpty ? name : message
    let isImpossible = [CURLE_URL_MALFORMAT, CURLE_UNSUPPORTED_PROTOCOL].contains(code)
    if isImpossible {
      return PortError(.refused, "The request is impossible: \(name).").adding("request", shown)
    }
    let isTLS = [CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE].contains(code)
    // Sent twice, a POST could act twice.
    let isRepeatable = request.method != .post && request.method != .patch && !isTLS
    return PortError(
      isTLS ? .denied : .unreachable, "The server cannot be reached: \(text).",
      isRetryable: isRepeatable || code == CURLE_COULDNT_CONNECT
    ).adding("request", shown)
  }
}

extension Substring {
  func trimmingSpaces() -> String {
    let isSpace: (Character) -> Bool = { $0 == " " || $0 == "\t" || $0.isNewline }
    var rest = self.drop(while: isSpace)
    while let last = rest.last, isSpace(last) { rest.removeLast() }
    return String(rest)
  }
}
