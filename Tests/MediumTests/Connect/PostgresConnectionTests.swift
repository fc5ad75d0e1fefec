import Connect
import Ports
import Testing

@Suite(.postgres)
struct PostgresConnectionTests {
  @Test func parametersAndNullsComeBack() async throws {
    let connection = try await TestServer.connection()
    let rows = try await connection.query(
      "SELECT $1::text AS a, $2::int AS b, $3::text AS c", ["O'Hare \\ “é”", "42", nil])
    #expect(rows.columns.map(\.name) == ["a", "b", "c"])
    #expect(rows.columns.map(\.typeOID) == [25, 23, 25])
    #expect(rows[0].values == ["O'Hare \\ “é”", "42", nil])
    #expect(rows[0]["b"] == "42")
    #expect(rows[0].integer(1) == 42)
  }

  @Test func severalStatementsRunInOneTransaction() async throws {
    let connection = try await TestServer.connection()
    let count = try await connection.execute(
      "CREATE TABLE t (n int); INSERT INTO t SELECT generate_series(1, 5)")
    #expect(count == 5)
    await #expect(throws: PortError.self) {
      try await connection.execute("INSERT INTO t VALUES (6); SELECT 1/0")
    }
    #expect(try await connection.query("SELECT count(*) FROM t").scalar == "5")
  }

  @Test func serverErrorsKeepTheirStateAndHideValues() async throws {
    let connection = try await TestServer.connection()
    try await connection.execute("CREATE TABLE t (n int PRIMARY KEY, email text)")
    try await connection.execute("INSERT INTO t VALUES (1, 'anna@example.org')")
    let duplicate = await failure {
      try await connection.query("INSERT INTO t VALUES ($1, 'x')", ["1"])
    }
    #expect(duplicate?.kind == .conflict)
    #expect(duplicate?.sqlState == "23505")
    #expect(duplicate?.context.contains { $0 == ("constraint", "t_pkey") } == true)
    #expect(duplicate?.debugDetail?.contains("(n)=(1)") == true)

    let cast = await failure { try await connection.query("SELECT email::int FROM t") }
    #expect(cast?.sqlState == "22P02")
    #expect(cast.map { "\($0)" }?.contains("anna") == false)
    #expect(cast?.debugDetail?.contains("anna") == true)

    let missing = await failure { try await connection.query("SELECT * FROM nowhere") }
    #expect(missing?.kind == .missing)
    let malformed = await failure { try await connection.query("SELEC 1") }
    #expect(malformed?.kind == .refused)
    let nul = await failure { try await connection.query("SELECT $1::text", ["a\0b"]) }
    #expect(nul?.kind == .refused)
    #expect(await connection.isIdle)
  }

  @Test func aTransactionCommitsOrUndoes() async throws {
    let connection = try await TestServer.connection()
    try await connection.execute("CREATE TABLE t (n int)")
    try await connection.withTransaction { () throws(PortError) in
      try await connection.execute("INSERT INTO t VALUES (1)")
    }
    let undone = await failure {
      try await connection.withTransaction(isolation: .serializable) { () throws(PortError) in
        try await connection.execute("INSERT INTO t VALUES (2)")
        throw PortError(.refused, "no")
      }
    }
    #expect(undone?.message == "no")
    let swallowed = await failure {
      try await connection.withTransaction { () throws(PortError) in
        try await connection.execute("INSERT INTO t VALUES (3)")
        _ = try? await connection.execute("SELECT 1/0")
      }
    }
    #expect(swallowed?.kind == .refused)
    #expect(try await connection.query("SELECT n FROM t").map { $0.text(0) } == ["1"])
  }

  @Test func cancellingATaskStopsItsStatement() async throws {
    let settings = try await TestServer.database()
    let connection = try await PostgresConnection.connect(settings)
    let observer = try await PostgresConnection.connect(settings)
    try await observer.execute("SELECT pg_advisory_lock(1)")
    let waiting = Task {
      await failure { try await connection.query("SELECT pg_advisory_lock(1)") }
    }
    // The lock is held above, so the statement cannot end by itself, whenever this comes.
    waiting.cancel()
    #expect(await waiting.value?.kind == .cancelled)
    #expect(try await connection.query("SELECT 1").scalar == "1")
  }

  @Test func aCancelledTransactionLeavesNothing() async throws {
    let settings = try await TestServer.database()
    let connection = try await PostgresConnection.connect(settings)
    let observer = try await PostgresConnection.connect(settings)
    try await observer.execute("CREATE TABLE t (n int); SELECT pg_advisory_lock(1)")
    let (inserted, signal) = AsyncStream.makeStream(of: Void.self)
    let work = Task {
      await failure {
        try await connection.withTransaction { () throws(PortError) in
          try await connection.execute("INSERT INTO t VALUES (1)")
          signal.finish()
          _ = try await connection.query("SELECT pg_advisory_lock(1)")
        }
      }
    }
    for await _ in inserted {}
    work.cancel()
    #expect(await work.value?.kind == .cancelled)
    #expect(await connection.isIdle)
    #expect(try await observer.query("SELECT count(*) FROM t").scalar == "0")
  }

  @Test func manyMayWaitAtOnceWhileOthersGoOn() async throws {
    let settings = try await TestServer.database()
    let holder = try await PostgresConnection.connect(settings)
    try await holder.execute("SELECT pg_advisory_lock(1)")
    let waiting = (0..<12).map { _ in
      Task {
        let connection = try await PostgresConnection.connect(settings)
        return try await connection.query("SELECT pg_advisory_lock_shared(1)").count
      }
    }
    // All of them wait in the server by the time that this is true.
    try await holder.execute(
      """
      DO $$ BEGIN
        WHILE (SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted) < 12 LOOP
          PERFORM pg_sleep(0.01);
        END LOOP;
      END $$
      """)
    try await holder.execute("SELECT pg_advisory_unlock(1)")
    for task in waiting { #expect(try await task.value == 1) }
  }

  @Test func aTerminatedConnectionIsUnreachableAndClosed() async throws {
    let settings = try await TestServer.database()
    let victim = try await PostgresConnection.connect(settings)
    let killer = try await PostgresConnection.connect(settings)
    _ = try await killer.query("SELECT pg_terminate_backend($1, 10000)", ["\(victim.processID)"])
    let error = await failure { try await victim.query("SELECT 1") }
    #expect(error?.kind == .unreachable)
    #expect(error?.isRetryable == true)
    #expect(await !victim.isIdle)
    let again = await failure { try await victim.query("SELECT 1") }
    #expect(again?.kind == .unreachable)
  }

  @Test func connectingTellsWhatIsWrong() async throws {
    let settings = try await TestServer.database()
    let missing = await failure {
      try await PostgresConnection.connect(settings.with(database: "nowhere"))
    }
    #expect(missing?.kind == .missing)
    var elsewhere = settings
    elsewhere.host = "/tmp/no-such-folder"
    elsewhere.password = Secret("hunter2")
    let unreachable = await failure { [elsewhere] in
      try await PostgresConnection.connect(elsewhere)
    }
    #expect(unreachable?.kind == .unreachable)
    #expect(unreachable.map { "\($0) \($0.debugDetail ?? "")" }?.contains("hunter2") == false)
  }

  @Test func noticesAreCollected() async throws {
    let connection = try await TestServer.connection()
    try await connection.execute("DROP TABLE IF EXISTS nowhere")
    let notices = await connection.takeNotices()
    #expect(notices.map(\.severity) == ["NOTICE"])
    #expect(notices.first?.message.contains("nowhere") == true)
    #expect(await connection.takeNotices().isEmpty)
    #expect(await connection.version >= 130_000)
  }
}
