import Catalog
import Ports
import Runner
import ScheduleModel
import Synchronization
import Tasks
import Testing

/// Whole runs over the fake world.
struct ScheduleRunnerTests {
  private let world = FakePlatform.makeWorld()

  @Test func aRunBuildsEverythingAndTheNextOneFindsItCovered() async throws {
    let process = FakeProcess(world)
    let first = try await run(by: process)
    #expect(first.state == .succeeded)
    #expect(first.tasks.map(\.target) == FakePlatform.nodes.map(\.target))
    #expect(world.published[FakePlatform.fact]?.count == 31)
    let before = world.published
    let second = try await run(by: process)
    #expect(second.state == .covered)
    #expect(world.published == before)
    let runs = world.state.withLock(\.runs)
    #expect(runs.map(\.state) == [.succeeded, .covered])
    #expect(runs[1].tasks.values.allSatisfy { $0 == .covered })
  }

  @Test func aFailedCheckSkipsWhatNeedsIt() async throws {
    world.state.withLock { $0.findings["unique in [lake"] = 1 }
    let report = try await run(by: FakeProcess(world))
    #expect(report.state == .failed)
    let states = Dictionary(uniqueKeysWithValues: report.tasks.map { ($0.target, $0.state) })
    #expect(states[TargetID(FakePlatform.silver)] == .failed)
    #expect(states[TargetID(FakePlatform.fact)] == .skipped)
    #expect(states[TargetID(FakePlatform.aggregate)] == .skipped)
    #expect(states[TargetID(FakePlatform.dimension)] == .succeeded)
    let messages = world.state.withLock { $0.runs[0].messages }
    #expect(
      messages[TargetID(FakePlatform.silver)]
        == "The check 'unique(id)' found 1 row: Flights are there twice.")
  }

  @Test func aFailureThatPassesIsTriedAgain() async throws {
    let clock = ManualClock()
    let calls = Mutex(0)
    let process = FakeProcess(world) { call throws(PortError) in
      guard call == "engine.transform" else { return }
      let count = calls.withLock { count in
        count += 1
        return count
      }
      if count <= 2 { throw PortError(.unreachable, "No answer.") }
    }
    async let running = run(by: process, clock: clock)
    for seconds in [1, 2] {
      await clock.waitForSleeper(of: .seconds(seconds))
      clock.advance(by: .seconds(seconds))
    }
    let report = try await running
    #expect(report.state == .succeeded)
    #expect(report.tasks.first { $0.target == TargetID(FakePlatform.silver) }?.attempts == 3)
    #expect(world.state.withLock { $0.runs[0].attempts[TargetID(FakePlatform.silver)] } == 3)
  }

  @Test func aStoppedRunIsRecordedAsCancelledAndTheNextOneGoesOn() async throws {
    let stop = StopSignal()
    let hanging = StopSignal()
    let process = FakeProcess(world) { call throws(PortError) in
      if call == "engine.transform", !stop.isStopped {
        stop.stop()
        await hanging.wait()
      }
    }
    let report = try await run(by: process, stop: stop)
    #expect(report.state == .cancelled)
    #expect(world.state.withLock { $0.runs[0].state } == .cancelled)
    #expect(world.state.withLock(\.leases).isEmpty)
    #expect(world.leftovers == 0)
    #expect(try await run(by: FakeProcess(world)).state == .succeeded)
    #expect(world.published == (try await expected()))
  }

  @Test func aRunThatCannotBeRecordedStops() async {
    let process = FakeProcess(world) { call throws(PortError) in
      if call == "runs.taskReached" { throw PortError(.unreachable, "No state database.") }
    }
    await #expect(throws: PortError.self) { try await run(by: process) }
    #expect(world.state.withLock(\.leases).isEmpty)
  }

  @Test func progressTellsEachTaskOnce() async throws {
    let events = Mutex<[String]>([])
    _ = try await run(
      by: FakeProcess(world),
      progress: { event in
        if case .taskEnded(let report) = event {
          events.withLock { $0.append(report.target.text) }
        }
      })
    #expect(events.withLock { $0.sorted() } == FakePlatform.nodes.map(\.target.text).sorted())
  }

  static let crashPoints: [String] =
    FakePlatform.nodes.flatMap { node in
      TaskStep.allCases.map { $0.crashPoint(of: node.target) }
    } + ["run.began", "run.finished"]

  /// Killed at any step of any task, the next run ends with the same tables and leaves nothing.
  @Test(arguments: crashPoints) func aKilledRunIsFinishedByTheNext(point: String) async throws {
    let victim = FakeProcess(world)
    let reached = Mutex(false)
    _ = try? await run(by: victim, retries: 0) { name in
      guard name == point else { return }
      reached.withLock { $0 = true }
      victim.die()
    }
    #expect(reached.withLock { $0 }, "\(point) was never reached")
    world.expireLeases()
    let report = try await run(by: FakeProcess(world))
    #expect(report.state == .succeeded || report.state == .covered)
    #expect(world.published == (try await expected()))
    #expect(world.leftovers == 0)
  }

  private func expected() async throws -> [TableAddress: [FakeRow]] {
    let calm = FakePlatform.makeWorld()
    _ = try await run(by: FakeProcess(calm))
    return calm.published
  }

  private func run(
    by process: FakeProcess, clock: ManualClock = ManualClock(), stop: StopSignal = StopSignal(),
    retries: Int = 2, crashPoint: @escaping CrashPoint = { _ in },
    progress: @escaping @Sendable (RunEvent) -> Void = { _ in }
  ) async throws -> RunReport {
    let runner = ScheduleRunner(
      runs: FakeRuns(process: process),
      worker: TaskWorker(process, clock: clock, crashPoint: crashPoint), clock: clock,
      crashPoint: crashPoint)
    var schedule = FakePlatform.schedule
    schedule.retries = retries
    return try await runner.run(
      RunOrder(
        schedule: schedule, range: FakePlatform.january, bundle: Fingerprint(of: "bundle")),
      stop: stop, progress: progress)
  }
}
