import Connect
import Ports
import Testing

@Suite(.postgres)
struct PipelineTests {
  @Test func manyStatementsRunInOneRoundTrip() async throws {
    let connection = try await TestServer.connection()
    let statements =
      [PipelinedStatement("CREATE TABLE t (n int, body text)")]
      + (0..<2000).map {
        PipelinedStatement("INSERT INTO t VALUES ($1, repeat('x', 1000)) RETURNING body", ["\($0)"])
      }
      + [PipelinedStatement("SELECT sum(n) FROM t")]
    let results = try await connection.pipeline(statements).get()
    #expect(results.count == 2002)
    #expect(results.last?.scalar == "1999000")
  }

  @Test func theFailingStatementIsNamedAndAllIsUndone() async throws {
    let connection = try await TestServer.connection()
    try await connection.execute("CREATE TABLE t (n int)")
    let outcome = try await connection.pipeline([
      PipelinedStatement("INSERT INTO t VALUES (1)"),
      PipelinedStatement("INSERT INTO t VALUES ($1)", ["x"]),
      PipelinedStatement("INSERT INTO t VALUES (3)"),
    ])
    #expect(outcome.failure?.index == 1)
    #expect(outcome.failure?.error.sqlState == "22P02")
    #expect(outcome.results.count == 1)
    let error = await failure { () throws(PortError) in try outcome.get() }
    #expect(error?.context.first.map { $0 == ("statement", "2") } == true)
    #expect(try await connection.query("SELECT count(*) FROM t").scalar == "0")
  }

  @Test func aPipelineInATransactionIsPartOfIt() async throws {
    let connection = try await TestServer.connection()
    try await connection.execute("CREATE TABLE t (n int)")
    _ = await failure {
      try await connection.withTransaction { () throws(PortError) in
        _ = try await connection.pipeline([PipelinedStatement("INSERT INTO t VALUES (1)")]).get()
        throw PortError(.refused, "no")
      }
    }
    #expect(try await connection.query("SELECT count(*) FROM t").scalar == "0")
    #expect(try await connection.pipeline([]).get().isEmpty)
  }
}
