import Catalog
import Ports
import ScheduleModel

/// Leases of the fake world. Nothing expires by itself; nobody waits.
struct FakeLeases: Leasing {
  let process: FakeProcess

  func acquire(_ name: String, holder: String, duration: Duration, patience: Duration)
    async throws(PortError) -> Lease
  {
    try await process.call("leases.acquire") { state throws(PortError) in
      if let held = state.leases[name], !held.hasExpired {
        throw PortError(.locked, "'\(name)' is held by \(held.holder).")
      }
      state.lastFencingNumber += 1
      state.leases[name] = FakeWorld.HeldLease(
        holder: holder, fencingNumber: state.lastFencingNumber)
      return Lease(name: name, holder: holder, fencingNumber: state.lastFencingNumber)
    }
  }

  func renew(_ lease: Lease, duration: Duration) async throws(PortError) {
    try await process.call("leases.renew") { state throws(PortError) in
      try Self.requireHeld(lease, in: state)
    }
  }

  func release(_ lease: Lease) async throws(PortError) {
    try await process.call("leases.release") { state throws(PortError) in
      if state.leases[lease.name]?.fencingNumber == lease.fencingNumber {
        state.leases[lease.name] = nil
      }
    }
  }

  static func requireHeld(_ lease: Lease, in state: FakeWorld.State) throws(PortError) {
    guard let held = state.leases[lease.name], held.fencingNumber == lease.fencingNumber,
      !held.hasExpired
    else { throw PortError(.conflict, "The lease on '\(lease.name)' was lost.") }
  }
}

/// Coverage of the fake world.
struct FakeCoverage: CoverageKeeping {
  let process: FakeProcess

  func coverage(of target: TargetID, overlapping range: TimeRange)
    async throws(PortError) -> [CoverageEntry]
  {
    try await process.call("coverage.read") { state throws(PortError) in
      (state.coverage[target] ?? []).filter { $0.range.overlaps(range) }
    }
  }

  func record(_ record: CoverageRecord, under lease: Lease)
    async throws(PortError) -> CoverageEntry
  {
    try await process.call("coverage.record") { state throws(PortError) in
      try FakeLeases.requireHeld(lease, in: state)
      state.lastBuild += 1
      let entry = CoverageEntry(
        build: state.lastBuild, target: record.target, range: record.range,
        version: record.version, inputs: record.inputs, run: record.run, output: record.output,
        rows: record.rows)
      let kept = (state.coverage[record.target] ?? []).flatMap { old in
        old.range.subtracting([record.range]).map { old.over($0) }
      }
      state.coverage[record.target] = (kept + [entry]).sorted { $0.range < $1.range }
      return entry
    }
  }
}

extension CoverageEntry {
  /// The same build, over a part of its range.
  fileprivate func over(_ part: TimeRange) -> CoverageEntry {
    CoverageEntry(
      build: build, target: target, range: part, version: version, inputs: inputs, run: run,
      output: output, rows: rows)
  }
}

/// Runs of the fake world.
struct FakeRuns: RunKeeping {
  let process: FakeProcess

  func begin(schedule: String, range: TimeRange, bundle: Fingerprint, tasks: [TargetID])
    async throws(PortError) -> RunID
  {
    try await process.call("runs.begin") { state throws(PortError) in
      var run = FakeWorld.Run(
        id: RunID(Int64(state.runs.count + 1)), schedule: schedule, range: range, bundle: bundle,
        order: tasks)
      for task in tasks { run.tasks[task] = .waiting }
      state.runs.append(run)
      return RunID(Int64(state.runs.count))
    }
  }

  func attemptBegan(_ target: TargetID, of run: RunID) async throws(PortError) {
    try await process.call("runs.attemptBegan") { state throws(PortError) in
      state.runs[Int(run.number) - 1].tasks[target] = .running
      state.runs[Int(run.number) - 1].attempts[target, default: 0] += 1
    }
  }

  func taskReached(
    _ state: RunState, _ target: TargetID, of run: RunID, rows: Int64?, message: String?
  ) async throws(PortError) {
    try await process.call("runs.taskReached") { world throws(PortError) in
      world.runs[Int(run.number) - 1].rows[target] = rows
      world.runs[Int(run.number) - 1].tasks[target] = state
      world.runs[Int(run.number) - 1].messages[target] = message
    }
  }

  func finish(_ run: RunID, as state: RunState) async throws(PortError) {
    try await process.call("runs.finish") { world throws(PortError) in
      world.runs[Int(run.number) - 1].state = state
    }
  }

  func latestRuns(of schedule: String?, limit: Int) async throws(PortError) -> [RunRecord] {
    try await process.call("runs.latestRuns") { state throws(PortError) in
      let wanted = state.runs.reversed().filter { schedule == nil || $0.schedule == schedule }
      return wanted.prefix(limit).map(\.record)
    }
  }

  func closeAbandonedRuns() async throws(PortError) -> [RunID] { [] }
}

extension FakeWorld.Run {
  fileprivate var record: RunRecord {
    RunRecord(
      id: id, schedule: schedule, range: range, bundle: bundle, state: state,
      startedAt: "2026-01-01 00:00:00+00",
      finishedAt: state.isFinal ? "2026-01-01 00:00:01+00" : nil,
      tasks: order.map { target in
        TaskRecord(
          target: target, state: tasks[target] ?? .waiting, attempts: attempts[target] ?? 0,
          rows: rows[target], message: messages[target], seconds: nil)
      })
  }
}
