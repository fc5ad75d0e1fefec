import Conformance
import Connect
import Ports
import ScheduleModel
import State
import Testing

/// The state database keeps what its ports promise.
@Suite(.postgres)
struct StateConformanceTests {
  @Test func leases() async throws {
    let settings = try await TestServer.database()
    try await checkLeasing(try await stateDatabase(settings)) { try await expireLeases(settings) }
  }

  @Test func coverage() async throws {
    let settings = try await TestServer.database()
    let state = try await stateDatabase(settings)
    try await checkCoverage(state, state, run: RunID(1)) { try await expireLeases(settings) }
  }

  @Test func runs() async throws { try await checkRuns(try await stateDatabase()) }

  private func expireLeases(_ settings: ConnectionSettings) async throws {
    let connection = try await PostgresConnection.connect(settings)
    try await connection.execute("UPDATE weir.lease SET expires_at = acquired_at")
    await connection.close()
  }
}
