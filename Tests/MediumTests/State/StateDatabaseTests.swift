import Catalog
import Connect
import Ports
import State
import Testing

@Suite(.postgres)
struct StateDatabaseTests {
  @Test func manyMayOpenItAtOnce() async throws {
    let settings = try await TestServer.database()
    try await withThrowingTaskGroup { group in
      for _ in 0..<6 { group.addTask { try await stateDatabase(settings).close() } }
      try await group.waitForAll()
    }
    let connection = try await PostgresConnection.connect(settings)
    let versions = try await connection.query("SELECT version FROM weir.state_version")
    #expect(versions.map { $0.text(0) } == ["1", "2"])
  }

  @Test func aMuchNewerDatabaseIsRefused() async throws {
    let settings = try await TestServer.database()
    try await stateDatabase(settings).close()
    let connection = try await PostgresConnection.connect(settings)
    try await connection.execute("INSERT INTO weir.state_version (version) VALUES (3)")
    try await stateDatabase(settings).close()
    try await connection.execute("INSERT INTO weir.state_version (version) VALUES (4)")
    #expect(await failure { try await stateDatabase(settings) }?.kind == .refused)
  }

  @Test func theDatabaseRefusesIllegalStates() async throws {
    let settings = try await TestServer.database()
    try await stateDatabase(settings).close()
    let connection = try await PostgresConnection.connect(settings)
    for sql in [
      "INSERT INTO weir.run (schedule, lower_us, upper_us, bundle, state, machine, process) "
        + "VALUES ('s', 1, 2, 'b', 'asleep', 'm', 'p')",
      "INSERT INTO weir.run (schedule, lower_us, upper_us, bundle, state, machine, process) "
        + "VALUES ('s', 1, 2, 'b', 'succeeded', 'm', 'p')",
      "INSERT INTO weir.coverage (target, lower_us, upper_us, build, version, inputs, run, rows) "
        + "VALUES ('t', 2, 2, 1, 'v', '{}', 1, 0)",
    ] {
      #expect(await failure { try await connection.execute(sql) }?.sqlState == "23514")
    }
  }

  @Test func theCurrentBundleIsTheOnePublishedLast() async throws {
    let state = try await stateDatabase()
    #expect(try await state.current(environment: "local") == nil)
    let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    let first = Fingerprint(of: bytes)
    let second = Fingerprint(of: "second")
    for _ in 0..<2 {
      try await state.publish(bytes, fingerprint: first, environment: "local")
      let current = try #require(try await state.current(environment: "local"))
      #expect(current.fingerprint == first && current.bytes == bytes)
    }
    try await state.publish([], fingerprint: second, environment: "local")
    #expect(try await state.current(environment: "local")?.bytes == [])
    #expect(try await state.current(environment: "prod") == nil)
    try await state.publish(bytes, fingerprint: first, environment: "local")
    #expect(try await state.current(environment: "local")?.fingerprint == first)
  }
}
