internal import CPostgres
internal import Ports

extension PostgresHandle {
  var hasFailedTransaction: Bool {
    unsafe PQtransactionStatus(raw) == PQTRANS_INERROR
  }

  /// Sends statements without parameters.
  func send(_ sql: String) throws(PortError) {
    try refuseNUL(in: [sql])
    let isSent = unsafe PQsendQuery(raw, sql) == 1
    guard isSent else { throw lost() }
  }

  /// Sends one statement with parameters.
  func send(_ sql: String, _ parameters: [String?]) throws(PortError) {
    try refuseNUL(in: parameters)
    try refuseNUL(in: [sql])
    let isSent = unsafe withCStrings(optional: parameters) { values in
      unsafe PQsendQueryParams(raw, sql, Int32(parameters.count), nil, values, nil, nil, 0) == 1
    }
    guard isSent else { throw lost() }
  }

  /// Waits for all results of what was sent; gives the last, or throws the first failure.
  func lastResult() throws(PortError) -> QueryResult {
    var last: QueryResult?
    var failure: PortError?
    while let result = nextResult() {
      switch result.status {
      case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY:
        last = consume result
      case PGRES_COPY_IN, PGRES_COPY_OUT, PGRES_COPY_BOTH:
        failure = failure ?? stopUnexpectedCopy(result.status)
      default:
        failure = failure ?? error(of: result)
      }
    }
    if let failure { throw failure }
    guard let result = last else { throw lost() }
    return result
  }

  /// What a failed result says; a result without SQLSTATE means that the connection broke.
  func error(of result: borrowing QueryResult) -> PortError {
    let failure = result.failure
    return failure.sqlState == nil ? lost() : failure.portError
  }

  /// The connection failed under a statement, with libpq's own words.
  func lost() -> PortError {
    let text = lastMessage.split(whereSeparator: \.isNewline).joined(separator: " ")
    return PortError(
      .unreachable, "The database connection failed: \(text)", isRetryable: true)
  }

  /// C would see a text cut off at a NUL byte, and PostgreSQL cannot store one.
  func refuseNUL(in texts: [String?]) throws(PortError) {
    guard texts.contains(where: { $0?.utf8.contains(0) == true }) else { return }
    throw PortError(
      .refused, "A statement or parameter holds a NUL character, which PostgreSQL cannot take.",
      sqlState: "22021")
  }

  private func stopUnexpectedCopy(_ status: ExecStatusType) -> PortError {
    if status == PGRES_COPY_OUT {
      abandonCopyData()
    } else {
      _ = unsafe PQputCopyEnd(raw, "COPY was not expected here")
    }
    return PortError(.refused, "A COPY statement was sent as an ordinary statement.")
  }
}
