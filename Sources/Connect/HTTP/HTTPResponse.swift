package import Ports

/// What an HTTP server answered.
package struct HTTPResponse: Sendable {
  package let status: Int
  /// Of the last answer, in the order received.
  package let headers: [HTTPHeader]
  /// Empty when the body went elsewhere.
  package let body: [UInt8]

  package init(status: Int, headers: [HTTPHeader], body: [UInt8]) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  /// 200 to 299.
  package var isSuccess: Bool { (200..<300).contains(status) }

  /// The first value of a header, whatever the case of its name; nil when there is none.
  package subscript(header name: String) -> String? {
    let wanted = name.lowercased()
    return headers.first { $0.name.lowercased() == wanted }?.value
  }

  /// The answer itself when its status says success.
  ///
  /// - Throws: `.denied` for 401 and 403, `.missing` for 404 and 410, `.conflict` for 409 and 412,
  ///   `.locked` for 423, `.unreachable` (to be retried) for 408, 425, 429 and 500 to 599, else
  ///   `.refused`. The body stands in `debugDetail` only.
  @discardableResult
  package func requireSuccess(of request: HTTPRequest) throws(PortError) -> HTTPResponse {
    if isSuccess { return self }
    let isTransient = Self.isTransient(status)
    throw PortError(
      Self.kind(of: status),
      "The server answered with status \(status).", httpStatus: status, isRetryable: isTransient,
      debugDetail: String(decoding: body.prefix(4096), as: UTF8.self)
    ).adding("request", "\(request.method.rawValue) \(request.shownURL)")
  }

  private static func kind(of status: Int) -> PortError.Kind {
    switch status {
    case 401, 403, 407: .denied
    case 404, 410: .missing
    case 409, 412: .conflict
    case 423: .locked
    default: isTransient(status) ? .unreachable : .refused
    }
  }

  private static func isTransient(_ status: Int) -> Bool {
    status == 408 || status == 425 || status == 429 || (500..<600).contains(status)
  }
}
