import Apply
import Catalog
import PlanModel
import Ports
import Synchronization
import Testing

/// The order of what an apply does, and what it does when the world fails.
struct ApplierTests {
  private let table = TableAddress(.warehouse, "ops", "t")
  private let lakeTable = TableAddress(.lake, "bronze", "t")

  private func step(_ number: Int, _ statement: String) -> Step {
    Step(
      number: number, change: Change(.createTable, .table(table), reason: "r"),
      action: .warehouse(statements: [statement], transaction: .shared),
      made: [LedgerNote(.table(table))])
  }

  private func lakeStep(_ number: Int) -> Step {
    Step(
      number: number, change: Change(.dropTable, .table(lakeTable), reason: "r"),
      action: .lake(request: .dropTable(table: lakeTable)), forgotten: [.table(lakeTable)])
  }

  private func plan(_ steps: [Step]) -> Plan {
    Plan(
      platform: "p", environment: "e",
      basis: Basis(
        specs: Fingerprint(of: "specs"), bundle: Fingerprint(of: "bundle"),
        objects: [BasisObject(address: .table(table), fingerprint: Fingerprint(of: "live"))]),
      steps: steps)
  }

  private func request(_ plan: Plan, _ world: RecordingWorld) -> ApplyRequest {
    ApplyRequest(
      plan: plan, bundle: Array("bundle".utf8), specs: Fingerprint(of: "specs"), apply: "a",
      holder: "h",
      crashPoint: { world.note("point \($0)") })
  }

  /// How the apply fails; nil when it does not.
  private func failure(of request: ApplyRequest, _ world: RecordingWorld) async -> ApplyError? {
    do throws(ApplyError) {
      _ = try await applier(world).apply(request)
      return nil
    } catch { return error }
  }

  /// What moved, when the plan was refused as stale.
  private func moved(_ error: ApplyError?) -> [ObjectAddress]? {
    if case .stale(let moved)? = error { moved } else { nil }
  }

  private func parts(_ error: ApplyError?) -> (error: PortError, step: Int?, done: [Int])? {
    guard case .failed(let error, let step, let done)? = error else { return nil }
    return (error, step?.number, done)
  }

  private func applier(_ world: RecordingWorld) -> Applier {
    Applier(leases: world, basis: world, warehouse: world, lake: world, bundles: world)
  }

  @Test func neighboursShareATransactionAndTheRestStandsAlone() async throws {
    let world = RecordingWorld()
    let bundle = Step(
      number: 4, change: Change(.publishBundle, .bundle, reason: "r"), action: .publishBundle)
    let plan = plan([step(1, "A"), step(2, "B"), lakeStep(3), bundle])
    let receipt = try await applier(world).apply(request(plan, world))
    #expect(receipt.steps == [1, 2, 3, 4])
    #expect(
      world.events.filter { !$0.hasPrefix("point") } == [
        "acquire apply", "acquire lake:bronze.t", "acquire wh:ops.t", "basis", "prepare",
        "begin", "A", "B", "remember 2 -0", "record 1 done, 2 done", "commit",
        "remember 0 -0", "record 3 intended", "lake dropTable", "remember 0 -1", "record 3 done",
        "remember 0 -0", "record 4 intended", "bundle", "remember 0 -0", "record 4 done",
        "release wh:ops.t", "release lake:bronze.t", "release apply",
      ])
    #expect(
      world.events.filter { $0.hasPrefix("point") }
        == [
          "leased", "prepared", "step.1.before", "step.1.after", "step.2.before", "step.2.after",
          "transaction.before-commit", "transaction.after-commit", "step.3.before", "step.3.after",
          "step.4.before", "step.4.after", "finished",
        ].map { "point apply.\($0)" })
  }

  @Test func anEmptyPlanDoesNothing() async throws {
    let world = RecordingWorld()
    #expect(try await applier(world).apply(request(plan([]), world)).steps == [])
    #expect(world.events == [])
  }

  @Test func aBasisThatMovedIsRefused() async throws {
    let world = RecordingWorld(live: "other")
    let error = await failure(of: request(plan([step(1, "A")]), world), world)
    #expect(moved(error) == [.table(table)])
    #expect(
      world.events.filter { !$0.hasPrefix("point") } == [
        "acquire apply", "acquire wh:ops.t", "basis", "release wh:ops.t", "release apply",
      ])
  }

  @Test func aTableThatIsBeingLoadedIsWaitedForAndNothingIsKept() async throws {
    let world = RecordingWorld(failures: [
      "acquire wh:ops.t": [
        PortError(.locked, "A run loads it."), PortError(.locked, "A run loads it."),
      ]
    ])
    let failed = parts(await failure(of: request(plan([step(1, "A")]), world), world))
    #expect(failed?.error.kind == .locked && failed?.step == nil)
    #expect(
      world.events == ["acquire apply", "acquire wh:ops.t", "acquire wh:ops.t", "release apply"])
  }

  @Test func otherSpecsAreRefusedBeforeAnything() async throws {
    let world = RecordingWorld()
    var other = request(plan([step(1, "A")]), world)
    other.specs = Fingerprint(of: "changed")
    #expect(moved(await failure(of: other, world)) == [])
    #expect(world.events == [])
  }

  @Test func anotherBundleThanThePlansIsRefusedBeforeAnything() async {
    let world = RecordingWorld()
    var other = request(plan([step(1, "A")]), world)
    other.bundle = [1]
    #expect(moved(await failure(of: other, world)) == [.bundle])
    #expect(world.events == [])
  }

  @Test func aDeadlockIsTriedAgainAsAWhole() async throws {
    let world = RecordingWorld(failures: [
      "B": [PortError(.conflict, "Deadlock.", sqlState: "40P01", isRetryable: true)]
    ])
    let plan = plan([step(1, "A"), step(2, "B")])
    #expect(try await applier(world).apply(request(plan, world)).steps == [1, 2])
    #expect(
      world.events.filter { ["A", "B", "begin", "rollback", "commit"].contains($0) } == [
        "begin", "A", "B", "rollback", "begin", "A", "B", "commit",
      ])
  }

  @Test func aRefusedStatementUndoesItsGroupAndKeepsWhatWasDone() async throws {
    let world = RecordingWorld(failures: ["B": [PortError(.refused, "No.", sqlState: "42601")]])
    let plan = plan([lakeStep(1), step(2, "A"), step(3, "B")])
    let failed = parts(await failure(of: request(plan, world), world))
    #expect(failed?.error.sqlState == "42601" && failed?.step == 3 && failed?.done == [1])
    #expect(
      world.events.suffix(5) == [
        "rollback", "record 3 failed", "release wh:ops.t", "release lake:bronze.t", "release apply",
      ])
  }

  @Test func aCancelledApplyLeavesNothingHalfDone() async throws {
    let world = RecordingWorld()
    let plan = plan([step(1, "A")])
    let request = request(plan, world)
    let task = Task {
      while !Task.isCancelled { await Task.yield() }
      return await failure(of: request, world)
    }
    task.cancel()
    let failed = parts(await task.value)
    #expect(failed?.error.kind == .cancelled && failed?.done == [])
    #expect(!world.events.contains("begin"))
  }
}

/// Every port of an apply in memory; notes what was asked of it.
final class RecordingWorld: Sendable {
  private struct State {
    var events: [String] = []
    var failures: [String: [PortError]]
  }

  private let state: Mutex<State>
  private let live: String

  /// `failures` are thrown by the statements and events of that text, one each time.
  init(live: String = "live", failures: [String: [PortError]] = [:]) {
    self.live = live
    state = Mutex(State(failures: failures))
  }

  var events: [String] { state.withLock { $0.events } }

  func note(_ event: String) { state.withLock { $0.events.append(event) } }

  /// Notes an event, and throws the failure that waits for it.
  func meet(_ event: String) throws(PortError) {
    note(event)
    let failure = state.withLock { state -> PortError? in
      guard let first = state.failures[event]?.first else { return nil }
      state.failures[event]!.removeFirst()
      return first
    }
    if let failure { throw failure }
  }
}

extension RecordingWorld: Leasing, BasisReading, LakeApplying, BundleKeeping {
  func acquire(_ name: String, holder: String, duration: Duration, patience: Duration)
    async throws(PortError) -> Lease
  {
    try meet("acquire \(name)")
    return Lease(name: name, holder: holder, fencingNumber: 1)
  }
  func renew(_ lease: Lease, duration: Duration) async throws(PortError) { note("renew") }
  func release(_ lease: Lease) async throws(PortError) { note("release \(lease.name)") }

  func fingerprints(of objects: [ObjectAddress])
    async throws(PortError) -> [ObjectAddress: Fingerprint]
  {
    note("basis")
    return Dictionary(uniqueKeysWithValues: objects.map { ($0, Fingerprint(of: live)) })
  }

  func perform(_ request: LakeRequest) async throws(PortError) { note("lake dropTable") }

  func publish(_ bytes: [UInt8], fingerprint: Fingerprint, environment: String)
    async throws(PortError)
  { note("bundle") }
  func current(environment: String) async throws(PortError) -> (
    fingerprint: Fingerprint, bytes: [UInt8]
  )? { nil }
}

extension RecordingWorld: WarehouseApplying {
  func prepare() async throws(PortError) { note("prepare") }
  func begin(lockTimeout: Duration) async throws(PortError) { note("begin") }
  func execute(_ statement: String) async throws(PortError) {
    try meet(statement)
  }
  func record(_ entries: [JournalEntry]) async throws(PortError) {
    let text = entries.map { "\($0.step) \($0.outcome.rawValue)" }.joined(separator: ", ")
    note("record \(text)")
  }
  func remember(made: [LedgerNote], forgotten: [ObjectAddress]) async throws(PortError) {
    note("remember \(made.count) -\(forgotten.count)")
  }
  func commit() async throws(PortError) { note("commit") }
  func rollback() async { note("rollback") }
}
