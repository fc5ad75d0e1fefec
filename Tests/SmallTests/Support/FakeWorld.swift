import Catalog
import Ports
import ScheduleModel
import Synchronization

/// A row of a fake table: its day, and something to tell it from others.
struct FakeRow: Hashable, Comparable {
  var day: TimePoint
  var value: Int

  static func < (a: FakeRow, b: FakeRow) -> Bool { (a.day, a.value) < (b.day, b.value) }
}

/// What stays when a process dies: sources, landing folders, the lake, the warehouse and the state
/// database, as plain values.
final class FakeWorld: Sendable {
  struct LakeTable: Hashable {
    var rows: [FakeRow] = []
    var snapshot: Int64 = 0
  }

  struct HeldLease: Hashable {
    var holder: String
    var fencingNumber: Int64
    var hasExpired = false
  }

  struct Run: Hashable {
    let id: RunID
    let schedule: String
    let range: TimeRange
    let bundle: Fingerprint
    let order: [TargetID]
    var state = RunState.running
    var tasks: [TargetID: RunState] = [:]
    var attempts: [TargetID: Int] = [:]
    var messages: [TargetID: String] = [:]
    var rows: [TargetID: Int64] = [:]
  }

  struct State {
    /// By `source.stream`.
    var sources: [String: [FakeRow]] = [:]
    var folders: [String: [FakeRow]] = [:]
    var lake: [TableAddress: LakeTable] = [:]
    var warehouse: [TableAddress: [FakeRow]] = [:]
    var stagings: [WarehouseStaging: [FakeRow]] = [:]
    var fences: [TargetID: Int64] = [:]
    var leases: [String: HeldLease] = [:]
    var lastFencingNumber: Int64 = 0
    var coverage: [TargetID: [CoverageEntry]] = [:]
    var lastBuild: Int64 = 0
    var runs: [Run] = []
    /// What checks find, by the beginning of their query.
    var findings: [String: Int64] = [:]
  }

  let state = Mutex(State())

  /// Everything that a reader can see: published tables, by address.
  var published: [TableAddress: [FakeRow]] {
    state.withLock { state in
      var tables = state.warehouse.mapValues { $0.sorted() }
      for (address, table) in state.lake where !address.name.contains("__") {
        tables[address] = table.rows.sorted()
      }
      return tables
    }
  }

  /// Shadows and staging tables that nobody took away.
  var leftovers: Int {
    state.withLock { state in
      state.stagings.count + state.lake.keys.count { $0.name.contains("__") }
    }
  }

  func expireLeases() {
    state.withLock { state in
      for name in state.leases.keys { state.leases[name]?.hasExpired = true }
    }
  }
}

/// One process that touches the world. All of its calls fail once it is dead.
final class FakeProcess: Sendable {
  /// Called before each port call with its name; may wait, fail the call, or let it through.
  typealias Gate = @Sendable (String) async throws(PortError) -> Void

  let world: FakeWorld
  private let gate: Gate
  private let isDead = Mutex(false)

  init(_ world: FakeWorld, gate: @escaping Gate = { _ throws(PortError) in }) {
    self.world = world
    self.gate = gate
  }

  /// From now on the process reaches nothing.
  func die() { isDead.withLock { $0 = true } }

  func call<T>(
    _ name: String, _ body: (inout FakeWorld.State) throws(PortError) -> T
  ) async throws(PortError) -> T {
    try await gate(name)
    if isDead.withLock({ $0 }) { throw PortError(.unreachable, "The process is dead.") }
    let result = world.state.withLock { state -> Result<T, PortError> in
      do throws(PortError) { return .success(try body(&state)) } catch { return .failure(error) }
    }
    return try result.get()
  }
}
