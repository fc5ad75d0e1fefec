internal import CPostgres
internal import Ports

/// The owner of one libpq connection, closed when the last reference goes.
///
/// `@unchecked`: only the actor that holds it calls into it, one call at a time on its own queue;
/// the exception is the cancel key, which libpq allows from any thread (PostgreSQL 15, 34.7).
@safe final class PostgresHandle: @unchecked Sendable {
  /// For the extensions of this type; never handed to anybody else.
  let raw: OpaquePointer
  private let notices: NoticeBox
  let canceller: StatementCanceller
  /// Whether the data of the last COPY out of the server has all come.
  var isCopyOver = false

  /// Opens a connection; blocks until the server answers or the timeout of the settings has passed.
  init(opening settings: ConnectionSettings) throws(PortError) {
    let pairs = settings.keywords
    let opened = unsafe withCStrings(pairs.map(\.name)) { names in
      unsafe withCStrings(pairs.map(\.value)) { values in
        unsafe PQconnectdbParams(names, values, 0)
      }
    }
    guard let connection = unsafe opened else {
      throw PortError(.local, "There is no memory for a database connection.")
    }
    guard unsafe PQstatus(connection) == CONNECTION_OK else {
      let message = unsafe PQerrorMessage(connection).map { unsafe String(cString: $0) } ?? ""
      unsafe PQfinish(connection)
      throw .connectionFailed(message, to: settings)
    }
    unsafe raw = connection
    notices = NoticeBox()
    canceller = unsafe StatementCanceller(adopting: PQgetCancel(connection))
    // The box outlives the connection: both are freed in this object's `deinit`, connection first.
    let context = unsafe Unmanaged.passUnretained(notices).toOpaque()
    unsafe PQsetNoticeReceiver(connection, receiveNotice, context)
  }

  deinit { unsafe PQfinish(raw) }

  var isOpen: Bool { unsafe PQstatus(raw) == CONNECTION_OK }

  /// Reads what the server has sent since the last statement, without waiting. A server that ended
  /// meanwhile is only seen so: libpq reads nothing by itself (PostgreSQL 15, 34.4). False when the
  /// connection is gone.
  func isStillOpen() -> Bool {
    // The first read may find the server's farewell, the second that nothing follows.
    unsafe PQconsumeInput(raw) == 1 && PQconsumeInput(raw) == 1 && isOpen
  }

  var serverVersion: Int { Int(unsafe PQserverVersion(raw)) }
  var processID: Int { Int(unsafe PQbackendPID(raw)) }
  var isInTransaction: Bool { unsafe PQtransactionStatus(raw) != PQTRANS_IDLE }

  /// Empties the list of notices.
  func takeNotices() -> [ServerFailure] { notices.take() }

  /// The message of the last failed call on this connection.
  var lastMessage: String {
    unsafe PQerrorMessage(raw).map { unsafe String(cString: $0) } ?? ""
  }

  /// The next result; nil when the statement has no more.
  func nextResult() -> QueryResult? {
    guard let result = unsafe PQgetResult(raw) else { return nil }
    return unsafe QueryResult(adopting: result)
  }

  /// Drops all results that are left, so that the connection can take the next statement.
  func discardResults() {
    while let result = nextResult() {
      // A COPY that nobody feeds or reads gives the same result for ever.
      if result.status == PGRES_COPY_IN || result.status == PGRES_COPY_OUT { return }
    }
  }
}

/// Collects what the server says besides results. The newest hundred are kept.
///
/// Reached only inside libpq calls of the connection's own thread, and by its owner between them.
final class NoticeBox {
  private var notices: [ServerFailure] = []

  func add(_ notice: ServerFailure) {
    if notices.count == 100 { notices.removeFirst() }
    notices.append(notice)
  }

  func take() -> [ServerFailure] {
    defer { notices = [] }
    return notices
  }
}

/// Called by libpq; the result stays libpq's own, so its fields are copied.
private func receiveNotice(_ context: UnsafeMutableRawPointer?, _ result: OpaquePointer?) {
  guard let context = unsafe context, let result = unsafe result else { return }
  let box = unsafe Unmanaged<NoticeBox>.fromOpaque(context).takeUnretainedValue()
  func field(_ code: UInt8) -> String? {
    unsafe PQresultErrorField(result, Int32(code)).map { unsafe String(cString: $0) }
  }
  box.add(
    ServerFailure(
      severity: field(UInt8(ascii: "V")) ?? field(UInt8(ascii: "S")) ?? "NOTICE",
      sqlState: field(UInt8(ascii: "C")), message: field(UInt8(ascii: "M")) ?? "",
      detail: field(UInt8(ascii: "D")), hint: field(UInt8(ascii: "H"))))
}

extension PortError {
  /// Opening failed. libpq tells no SQLSTATE then, so the kind is read from its English message.
  static func connectionFailed(_ message: String, to settings: ConnectionSettings) -> PortError {
    let text = message.split(whereSeparator: \.isNewline).joined(separator: " ")
    let kind: Kind =
      if text.contains("authentication failed") || text.contains("pg_hba.conf")
        || text.contains("permission denied") || text.contains("no password supplied")
      {
        .denied
      } else if text.contains("FATAL:") && text.contains("does not exist") {
        .missing
      } else {
        .unreachable
      }
    return PortError(
      kind, "The database cannot be reached: \(text)", isRetryable: kind == .unreachable
    ).adding("connection", settings.address)
  }
}
