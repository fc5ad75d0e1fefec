import Connect
import Ports
import Testing

@Suite(.postgres)
struct PostgresPoolTests {
  @Test func manyTasksShareAFewConnections() async throws {
    let pool = PostgresPool(try await TestServer.database(), limit: 3)
    try await pool.query("CREATE TABLE t (n int, pid int)")
    try await withThrowingTaskGroup { group in
      for n in 0..<60 {
        group.addTask {
          try await pool.query("INSERT INTO t VALUES ($1, pg_backend_pid())", ["\(n)"])
        }
      }
      try await group.waitForAll()
    }
    let rows = try await pool.query("SELECT count(*), count(DISTINCT pid) <= 3 FROM t")
    #expect(rows[0].values == ["60", "t"])
    await pool.close()
  }

  @Test func aBrokenConnectionIsReplaced() async throws {
    let pool = PostgresPool(try await TestServer.database(), limit: 1)
    _ = await failure {
      try await pool.query("SELECT pg_terminate_backend(pg_backend_pid())")
    }
    #expect(try await pool.query("SELECT 1").scalar == "1")
  }

  @Test func aConnectionWhoseServerEndedWhileItWasIdleIsReplaced() async throws {
    let database = try await TestServer.database()
    let (pool, other) = (PostgresPool(database, limit: 1), PostgresPool(database, limit: 1))
    let process = try await pool.query("SELECT pg_backend_pid()").scalar
    try await other.query("SELECT pg_terminate_backend($1::int, 10000)", [process])
    #expect(try await pool.query("SELECT 1").scalar == "1")
  }

  @Test func waitingForAConnectionCanBeCancelled() async throws {
    let pool = PostgresPool(try await TestServer.database(), limit: 1)
    try await pool.withConnection { (_) throws(PortError) in
      let waiting = Task { await failure { try await pool.query("SELECT 1") } }
      waiting.cancel()
      #expect(await waiting.value?.kind == .cancelled)
    }
    #expect(try await pool.query("SELECT 1").scalar == "1")
  }
}
