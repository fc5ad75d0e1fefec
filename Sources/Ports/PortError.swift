/// The world failed: a server, the network, a file. Never a user's mistake in a spec.
///
/// It travels up unchanged but for context, and becomes a diagnostic once, at the command boundary.
package struct PortError: Error, Sendable {
  /// What kind of failure it is, for decisions.
  package enum Kind: String, Sendable {
    /// Nothing answered, or the connection broke. Whether the request took effect is unknown.
    case unreachable
    /// The login was refused, or it lacks a right.
    case denied
    /// What was asked for does not exist.
    case missing
    /// Somebody else changed what the request relied on, or what it would create exists.
    case conflict
    /// A lock or lease was not to be had in time.
    case locked
    /// The request is wrong: a statement, a body, an argument.
    case refused
    /// A file or process on this machine failed.
    case local
    /// The work was cancelled.
    case cancelled
  }

  package let kind: Kind
  /// Full sentences without secrets and without row values.
  package let message: String
  /// What was being done, outermost first, as `(name, value)`: `("table", "bronze.flights")`.
  package private(set) var context: [(name: String, value: String)]
  /// Five characters (PostgreSQL, appendix A); nil when no database answered.
  package let sqlState: String?
  /// Nil when no HTTP server answered.
  package let httpStatus: Int?
  /// Whether the same request may be sent again as it is.
  package let isRetryable: Bool
  /// What the other side said in full. For logs at debug level only: it may hold row values.
  package let debugDetail: String?

  package init(
    _ kind: Kind, _ message: String, sqlState: String? = nil, httpStatus: Int? = nil,
    isRetryable: Bool = false, debugDetail: String? = nil
  ) {
    self.kind = kind
    self.message = message
    context = []
    self.sqlState = sqlState
    self.httpStatus = httpStatus
    self.isRetryable = isRetryable
    self.debugDetail = debugDetail
  }

  /// The same error, with what the caller was doing added in front.
  package func adding(_ name: String, _ value: String) -> PortError {
    var copy = self
    copy.context.insert((name, value), at: 0)
    return copy
  }
}

extension PortError: CustomStringConvertible {
  /// The message, and the context in parentheses.
  package var description: String {
    guard !context.isEmpty else { return message }
    return message + " (" + context.map { "\($0.name): \($0.value)" }.joined(separator: ", ") + ")"
  }
}
