import Catalog
import Connect
import Ports
import ScheduleModel
import State
import Testing

@Suite(.postgres)
struct RunTests {
  private let bundle = Fingerprint(of: "bundle")
  private let targets = ["c", "a", "b"].map { TargetID($0) }

  private func begin(_ state: StateDatabase, _ schedule: String = "daily") async throws -> RunID {
    try await state.begin(schedule: schedule, range: days(0, 1), bundle: bundle, tasks: targets)
  }

  @Test func aRunIsRecordedFromBeginningToEnd() async throws {
    let state = try await stateDatabase()
    let run = try await begin(state)
    let begun = try #require(try await state.latestRuns(of: nil, limit: 5).first)
    #expect(begun.state == .running && begun.finishedAt == nil)
    #expect(begun.range == days(0, 1) && begun.bundle == bundle)
    #expect(begun.tasks.map(\.target) == targets)
    #expect(begun.tasks.allSatisfy { $0.state == .waiting && $0.attempts == 0 })

    for attempt in 1...2 {
      try await state.attemptBegan(targets[1], of: run)
      try await state.taskReached(
        attempt == 1 ? .waiting : .succeeded, targets[1], of: run,
        rows: attempt == 1 ? nil : 42, message: attempt == 1 ? "it broke" : nil)
    }
    try await state.attemptBegan(targets[2], of: run)
    try await state.taskReached(.failed, targets[2], of: run, rows: nil, message: "no such file")
    try await state.taskReached(.skipped, targets[0], of: run, rows: nil, message: nil)
    try await state.finish(run, as: .failed)
    try await state.finish(run, as: .failed)

    let ended = try #require(try await state.latestRuns(of: "daily", limit: 5).first)
    #expect(ended.state == .failed && ended.finishedAt != nil)
    #expect(ended.startedAt.count == 22 && ended.startedAt.hasSuffix("+00"))
    #expect(ended.tasks.map(\.target.text) == ["a", "b", "c"])
    #expect(ended.tasks.map(\.state) == [.succeeded, .failed, .skipped])
    #expect(ended.tasks.map(\.attempts) == [2, 1, 0])
    #expect(ended.tasks[0].rows == 42 && ended.tasks[0].message == nil)
    #expect(ended.tasks[1].message == "no such file")
    #expect(ended.tasks[0].seconds.map { $0 >= 0 } == true)
    #expect(ended.tasks[2].seconds == nil)
  }

  @Test func whatHasEndedStaysAsItIs() async throws {
    let state = try await stateDatabase()
    let run = try await begin(state)
    try await state.taskReached(.covered, targets[0], of: run, rows: nil, message: nil)
    try await state.taskReached(.covered, targets[0], of: run, rows: nil, message: nil)
    let again = await failure {
      try await state.taskReached(.failed, targets[0], of: run, rows: nil, message: nil)
    }
    #expect(again?.kind == .conflict)
    #expect(await failure { try await state.attemptBegan(targets[0], of: run) }?.kind == .conflict)
    try await state.finish(run, as: .succeeded)
    #expect(await failure { try await state.finish(run, as: .failed) }?.kind == .conflict)
    #expect(await failure { try await state.finish(RunID(99), as: .failed) }?.kind == .conflict)
  }

  @Test func runsOfDeadProcessesAreClosed() async throws {
    let settings = try await TestServer.database()
    let dead = RunOwner(machine: "m", process: "dead") { _ in true }
    let elsewhere = RunOwner(machine: "n", process: "dead") { _ in true }
    let state = try await stateDatabase(settings)
    let own = try await begin(state)
    let abandoned = try await begin(try await stateDatabase(settings, owner: dead))
    let foreign = try await begin(try await stateDatabase(settings, owner: elsewhere))
    try await state.attemptBegan(targets[0], of: abandoned)
    #expect(try await state.closeAbandonedRuns() == [abandoned])
    #expect(try await state.closeAbandonedRuns().isEmpty)
    let runs = try await state.latestRuns(of: nil, limit: 5)
    #expect(runs.map(\.id) == [foreign, abandoned, own])
    #expect(runs.map(\.state) == [.running, .cancelled, .running])
    #expect(runs[1].tasks.allSatisfy { $0.state == .cancelled })
  }

  @Test func latestRunsAreFewAndOfOneSchedule() async throws {
    let state = try await stateDatabase()
    for schedule in ["daily", "hourly", "daily", "daily"] { _ = try await begin(state, schedule) }
    let runs = try await state.latestRuns(of: "daily", limit: 2)
    #expect(runs.map(\.id.number) == [4, 3])
    #expect(try await state.latestRuns(of: "weekly", limit: 2).isEmpty)
  }
}
