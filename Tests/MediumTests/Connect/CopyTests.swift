import Connect
import Ports
import Testing

@Suite(.postgres)
struct CopyTests {
  @Test func bigFieldsGoInAndComeOut() async throws {
    let connection = try await TestServer.connection()
    try await connection.execute("CREATE TABLE t (n int, body text)")
    var pending = (0..<20).map { line($0) }[...]
    let count = try await connection.copyIn("COPY t FROM STDIN") { () throws(PortError) in
      pending.popFirst()
    }
    #expect(count == 20)
    let sizes = try await connection.query("SELECT min(length(body)), count(*) FROM t")
    #expect(sizes[0].values == ["1000000", "20"])
    var received: [UInt8] = []
    try await connection.copyOut("COPY (SELECT * FROM t ORDER BY n) TO STDOUT") {
      (chunk) throws(PortError) in received += chunk
    }
    #expect(received == (0..<20).flatMap { line($0) })
  }

  @Test func manySmallRowsComeOut() async throws {
    let connection = try await TestServer.connection()
    var lines = 0
    try await connection.copyOut("COPY (SELECT generate_series(1, 50000)) TO STDOUT") {
      (chunk) throws(PortError) in lines += chunk.count { $0 == UInt8(ascii: "\n") }
    }
    #expect(lines == 50_000)
    #expect(try await connection.query("SELECT 1").scalar == "1")
  }

  @Test func aFailingProducerStoresNothing() async throws {
    let connection = try await TestServer.connection()
    try await connection.execute("CREATE TABLE t (n int)")
    var sent = 0
    let error = await failure {
      try await connection.copyIn("COPY t FROM STDIN") { () throws(PortError) in
        sent += 1
        if sent == 3 { throw PortError(.local, "the file ended early") }
        return Array("\(sent)\n".utf8)
      }
    }
    #expect(error?.message == "the file ended early")
    #expect(try await connection.query("SELECT count(*) FROM t").scalar == "0")
  }

  @Test func badDataIsTheServersError() async throws {
    let connection = try await TestServer.connection()
    try await connection.execute("CREATE TABLE t (n int)")
    var chunks = [Array("1\nsecret\n".utf8)][...]
    let error = await failure {
      try await connection.copyIn("COPY t FROM STDIN") { () throws(PortError) in chunks.popFirst() }
    }
    #expect(error?.sqlState == "22P02")
    #expect(error.map { "\($0)" }?.contains("secret") == false)
    #expect(await connection.isIdle)
  }

  @Test func aReceiverMayStopEarly() async throws {
    let connection = try await TestServer.connection()
    let error = await failure {
      try await connection.copyOut("COPY (SELECT generate_series(1, 100000000)) TO STDOUT") {
        (_) throws(PortError) in throw PortError(.local, "the disk is full")
      }
    }
    #expect(error?.message == "the disk is full")
    #expect(try await connection.query("SELECT 1").scalar == "1")
  }

  @Test func theWrongStatementIsRefused() async throws {
    let connection = try await TestServer.connection()
    try await connection.execute("CREATE TABLE t (n int)")
    let noCopy = await failure {
      try await connection.copyIn("SELECT 1") { () throws(PortError) in nil }
    }
    #expect(noCopy?.kind == .refused)
    let wrongWay = await failure {
      try await connection.copyOut("COPY t FROM STDIN") { (_) throws(PortError) in }
    }
    #expect(wrongWay?.kind == .refused)
    for sql in ["COPY t FROM STDIN", "COPY t TO STDOUT"] {
      #expect(await failure { try await connection.query(sql) }?.kind == .refused)
    }
    let missing = await failure {
      try await connection.copyIn("COPY nowhere FROM STDIN") { () throws(PortError) in nil }
    }
    #expect(missing?.kind == .missing)
    #expect(await connection.isIdle)
  }

  private func line(_ number: Int) -> [UInt8] {
    let letter = UInt8(ascii: "a") + UInt8(number)
    return Array("\(number)\t".utf8) + [UInt8](repeating: letter, count: 1_000_000) + [10]
  }
}
