internal import CPostgres
internal import Ports

/// The only owner of one libpq result; freed exactly once.
@safe struct QueryResult: ~Copyable {
  private let raw: OpaquePointer

  init(adopting raw: OpaquePointer) { unsafe self.raw = raw }

  deinit { unsafe PQclear(raw) }

  var status: ExecStatusType { unsafe PQresultStatus(raw) }
  var rowCount: Int { Int(unsafe PQntuples(raw)) }
  var columnCount: Int { Int(unsafe PQnfields(raw)) }

  /// Rows that a command touched; zero where the command has no count.
  var affectedCount: Int {
    unsafe PQcmdTuples(raw).flatMap { Int(unsafe String(cString: $0)) } ?? 0
  }

  func column(_ index: Int) -> Rows.Column {
    let name = unsafe PQfname(raw, Int32(index)).map { unsafe String(cString: $0) } ?? ""
    return Rows.Column(name: name, typeOID: unsafe PQftype(raw, Int32(index)))
  }

  /// Calls `body` with the bytes of a field, which live no longer than the call; nil for NULL.
  func withField<R>(_ row: Int, _ column: Int, _ body: (UnsafeBufferPointer<UInt8>) -> R) -> R? {
    guard unsafe PQgetisnull(raw, Int32(row), Int32(column)) == 0 else { return nil }
    let length = Int(unsafe PQgetlength(raw, Int32(row), Int32(column)))
    guard let start = unsafe PQgetvalue(raw, Int32(row), Int32(column)) else { return nil }
    return unsafe start.withMemoryRebound(to: UInt8.self, capacity: length) {
      unsafe body(UnsafeBufferPointer(start: $0, count: length))
    }
  }

  /// What the server said about a failure, as libpq hands it out field by field.
  var failure: ServerFailure {
    ServerFailure(
      severity: field(UInt8(ascii: "V")) ?? field(UInt8(ascii: "S")) ?? "ERROR",
      sqlState: field(UInt8(ascii: "C")),
      message: field(UInt8(ascii: "M")) ?? wholeMessage,
      detail: field(UInt8(ascii: "D")), hint: field(UInt8(ascii: "H")),
      position: field(UInt8(ascii: "P")), schema: field(UInt8(ascii: "s")),
      table: field(UInt8(ascii: "t")), column: field(UInt8(ascii: "c")),
      constraint: field(UInt8(ascii: "n")), where: field(UInt8(ascii: "W")))
  }

  /// Field codes: PostgreSQL 15, 55.8.
  private func field(_ code: UInt8) -> String? {
    unsafe PQresultErrorField(raw, Int32(code)).map { unsafe String(cString: $0) }
  }

  private var wholeMessage: String {
    unsafe PQresultErrorMessage(raw).map { unsafe String(cString: $0) } ?? ""
  }
}
