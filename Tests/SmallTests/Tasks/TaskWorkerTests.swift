import Catalog
import Ports
import ScheduleModel
import Synchronization
import Tasks
import Testing

/// What one attempt on a task leaves behind.
struct TaskWorkerTests {
  private let world = FakePlatform.makeWorld()

  @Test func aBuiltRangeIsCoveredTheSecondTime() async throws {
    let process = FakeProcess(world)
    let first = await perform(FakePlatform.flightsLanding, by: process)
    #expect(
      try first.get()
        == .built(BuildSummary(ranges: [FakePlatform.january], rows: 31, warnings: [])))
    #expect(try await perform(FakePlatform.flightsLanding, by: process).get() == .covered)
  }

  @Test func aPartThatIsMissingIsBuiltAlone() async throws {
    let process = FakeProcess(world)
    let early = TimeRange(parsing: "2013-01-01/2013-01-11")!
    _ = try await perform(FakePlatform.flightsLanding, by: process, range: early).get()
    let rest = TimeRange(parsing: "2013-01-11/2013-02-01")!
    #expect(
      try await perform(FakePlatform.flightsLanding, by: process).get()
        == .built(BuildSummary(ranges: [rest], rows: 21, warnings: [])))
  }

  @Test func aLoadTakesEachDayFromTheFolderThatBuiltIt() async throws {
    let process = FakeProcess(world)
    let tenth = TimeRange(parsing: "2013-01-10/2013-01-11")!
    try await buildAll(by: process)
    world.state.withLock { state in
      state.sources["api.flights"]!.append(FakeRow(day: tenth.lower, value: 100))
    }
    _ = try await perform(
      FakePlatform.flightsLanding, by: process, range: tenth, extent: .everything
    ).get()
    #expect(
      try await perform(TargetID(FakePlatform.bronze), by: process).get()
        == .built(BuildSummary(ranges: [tenth], rows: 2, warnings: [])))
    #expect(world.published[FakePlatform.bronze]?.count == 32)
  }

  @Test func aWholeTableIsAlwaysLoadedFromTheNewestLanding() async throws {
    let process = FakeProcess(world)
    let january = FakePlatform.january
    let february = TimeRange(parsing: "2013-02-01/2013-02-02")!
    let landing = FakePlatform.carriersLanding
    let table = TargetID(FakePlatform.carriers)
    _ = try await perform(landing, by: process, range: january).get()
    world.state.withLock { state in
      state.sources["desk.carriers"]!.append(FakeRow(day: january.lower, value: 3))
    }
    _ = try await perform(landing, by: process, range: february).get()
    _ = try await perform(table, by: process, range: february).get()
    _ = try await perform(table, by: process, range: january).get()
    #expect(world.published[FakePlatform.carriers]?.count == 3)
  }

  @Test func everythingIsBuiltAgainWhenAskedFor() async throws {
    let process = FakeProcess(world)
    try await buildAll(by: process)
    let before = world.published
    let outcome = try await perform(
      TargetID(FakePlatform.fact), by: process, extent: .everything
    ).get()
    #expect(outcome != .covered)
    #expect(world.published == before)
  }

  @Test func anInputThatIsNotBuiltFailsTheTask() async {
    let result = await perform(TargetID(FakePlatform.bronze), by: FakeProcess(world))
    guard case .failure(.inputMissing(FakePlatform.flightsLanding, FakePlatform.january)) = result
    else {
      Issue.record("\(result)")
      return
    }
  }

  @Test(arguments: [
    (FakePlatform.silver, "unique in [lake"), (FakePlatform.fact, "unique in \"staging\""),
    (FakePlatform.fact, "grain of wh:ops.fct_flight"),
  ])
  func aFailedCheckLeavesTheTableAsItWas(table: TableAddress, query: String) async throws {
    let process = FakeProcess(world)
    try await buildAll(by: process)
    let before = world.published
    world.state.withLock { state in
      state.sources["api.flights"] = []
      state.findings[query] = 3
    }
    let result = await perform(TargetID(table), by: process, extent: .everything)
    guard case .failure(let failure) = result, case .checksFailed(let findings) = failure else {
      Issue.record("\(result)")
      return
    }
    #expect(findings.map(\.broken) == [3])
    #expect(failure.message.contains("found 3 rows: "))
    #expect(!failure.isRetryable)
    #expect(world.published == before)
    #expect(world.leftovers == 0)
    #expect(world.state.withLock(\.leases).isEmpty)
  }

  @Test func aLostLeasePublishesNothing() async {
    let clock = ManualClock()
    let staging = StopSignal()
    let process = FakeProcess(world) { [world] call throws(PortError) in
      if call == "extractor.extract" {
        // Somebody else takes the target over while the extract hangs.
        world.state.withLock { state in
          state.leases[FakePlatform.flightsLanding.text]?.fencingNumber = 99
        }
        await staging.wait()
      }
    }
    async let result = perform(FakePlatform.flightsLanding, by: process, clock: clock)
    await clock.waitForSleeper(of: .seconds(5))
    clock.advance(by: .seconds(5))
    guard case .failure(.leaseLost) = await result else {
      Issue.record("The attempt did not notice that its lease was lost.")
      return
    }
    #expect(world.state.withLock(\.coverage).isEmpty)
    #expect(world.state.withLock(\.leases).count == 1)
  }

  @Test func aLeaseThatCannotBeRenewedIsLostAfterItsTime() async {
    let clock = ManualClock()
    let hanging = StopSignal()
    let process = FakeProcess(world) { call throws(PortError) in
      if call == "leases.renew" { throw PortError(.unreachable, "No answer.") }
      if call == "extractor.extract" { await hanging.wait() }
    }
    async let result = perform(FakePlatform.flightsLanding, by: process, clock: clock)
    for _ in 0..<4 {
      await clock.waitForSleeper(of: .seconds(5))
      clock.advance(by: .seconds(5))
    }
    guard case .failure(.leaseLost) = await result else {
      Issue.record("The attempt went on without a lease.")
      return
    }
  }

  @Test func theTimeoutCancelsTheWorkAndCleansUp() async {
    let clock = ManualClock()
    let hanging = StopSignal()
    let process = FakeProcess(world) { call throws(PortError) in
      if call == "engine.load" { await hanging.wait() }
    }
    _ = await perform(FakePlatform.flightsLanding, by: process)
    async let result = perform(
      TargetID(FakePlatform.bronze), by: process, clock: clock, timeout: .seconds(600))
    await clock.waitForSleeper(of: .seconds(600))
    clock.advance(by: .seconds(600))
    guard case .failure(.timedOut) = await result else {
      Issue.record("The attempt did not end at its timeout.")
      return
    }
    #expect(world.leftovers == 0)
    #expect(world.state.withLock(\.leases).isEmpty)
    #expect(world.published[FakePlatform.bronze] == nil)
  }

  @Test func theStopSignalEndsTheWorkAndGivesTheLeaseBack() async {
    let stop = StopSignal()
    let hanging = StopSignal()
    let process = FakeProcess(world) { call throws(PortError) in
      if call == "extractor.extract" {
        stop.stop()
        await hanging.wait()
      }
    }
    let result = await perform(FakePlatform.flightsLanding, by: process, stop: stop)
    guard case .failure(.stopped) = result else {
      Issue.record("\(result)")
      return
    }
    #expect(world.state.withLock(\.leases).isEmpty)
  }

  /// An attempt that hangs just before it publishes, while another one takes over and finishes.
  @Test(arguments: [FakePlatform.bronze, FakePlatform.silver, FakePlatform.fact])
  func aLatePublisherDoesNoHarm(table: TableAddress) async throws {
    let fresh = FakeProcess(world)
    try await buildAll(by: fresh)
    let before = world.published
    let late = StopSignal()
    let arrived = StopSignal()
    let publishing = table.side == .lake ? "lake.publish" : "warehouse.publish"
    let zombie = FakeProcess(world) { call throws(PortError) in
      if call == publishing {
        arrived.stop()
        await late.wait()
      }
    }
    async let result = perform(TargetID(table), by: zombie, extent: .everything)
    await arrived.wait()
    world.expireLeases()
    _ = try await perform(TargetID(table), by: fresh, extent: .everything).get()
    late.stop()
    guard case .failure(.port(let error, at: .publish)) = await result else {
      Issue.record("The late attempt published.")
      return
    }
    #expect(error.kind == .conflict)
    #expect(world.published == before)
    #expect(world.leftovers == 0)
  }

  @Test func aTargetThatSomebodyHoldsIsNotTouched() async {
    world.state.withLock { state in
      state.leases[FakePlatform.flightsLanding.text] = .init(holder: "other", fencingNumber: 1)
    }
    let result = await perform(FakePlatform.flightsLanding, by: FakeProcess(world))
    guard case .failure(let failure) = result, case .port(let error, at: .lease) = failure else {
      Issue.record("\(result)")
      return
    }
    #expect(error.kind == .locked)
    #expect(failure.isRetryable)
  }

  private func perform(
    _ target: TargetID, by process: FakeProcess, range: TimeRange = FakePlatform.january,
    extent: BuildExtent = .outdated, clock: ManualClock = ManualClock(), timeout: Duration? = nil,
    stop: StopSignal = StopSignal()
  ) async -> Result<TaskOutcome, TaskFailure> {
    await TaskWorker(process, clock: clock).perform(
      TaskOrder(
        node: FakePlatform.task(target), range: range, run: RunID(1), extent: extent,
        timeout: timeout), stop: stop)
  }

  private func buildAll(by process: FakeProcess) async throws {
    for node in FakePlatform.nodes { _ = try await perform(node.target, by: process).get() }
  }
}
