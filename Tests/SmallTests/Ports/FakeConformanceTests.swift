import Conformance
import Ports
import Testing

/// The fakes keep what their ports promise.
struct FakeConformanceTests {
  private let world = FakeWorld()

  @Test func leases() async throws {
    try await checkLeasing(FakeLeases(process: FakeProcess(world))) { world.expireLeases() }
  }

  @Test func coverage() async throws {
    let process = FakeProcess(world)
    try await checkCoverage(
      FakeCoverage(process: process), FakeLeases(process: process), run: RunID(1)
    ) { world.expireLeases() }
  }

  @Test func runs() async throws { try await checkRuns(FakeRuns(process: FakeProcess(world))) }
}
