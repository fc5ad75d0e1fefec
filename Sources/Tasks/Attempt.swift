internal import Ports
internal import ScheduleModel

/// One attempt on a task: feeds the machine events and performs its actions.
actor Attempt<Writer: TargetWriting> {
  /// Why the work of an attempt is over.
  private enum Ending {
    case worked
    case leaseLost
    case timedOut(Duration)
    case stopped

    var failure: TaskFailure {
      switch self {
      case .leaseLost: .leaseLost
      case .timedOut(let limit): .timedOut(limit)
      case .worked, .stopped: .stopped
      }
    }
  }

  private let order: TaskOrder
  private let writer: Writer
  private let leases: any Leasing
  private let coverage: any CoverageKeeping
  private let terms: LeaseTerms
  private let clock: any Clock<Duration>
  private let crashPoint: CrashPoint
  private let progress: @Sendable (TaskStep) -> Void

  private var machine = TaskMachine()
  private var result: Result<TaskOutcome, TaskFailure>?
  private var lease: Lease?
  private var place: Writer.Place?
  private var staged: StagedRows?

  init(
    order: TaskOrder, writer: Writer, leases: any Leasing, coverage: any CoverageKeeping,
    terms: LeaseTerms, clock: any Clock<Duration>, crashPoint: @escaping CrashPoint,
    progress: @escaping @Sendable (TaskStep) -> Void
  ) {
    self.order = order
    self.writer = writer
    self.leases = leases
    self.coverage = coverage
    self.terms = terms
    self.clock = clock
    self.crashPoint = crashPoint
    self.progress = progress
  }

  /// Works until the machine ends, or the lease is lost, the time is over or the signal is given;
  /// then cleans up and gives the lease back.
  func run(until stop: StopSignal) async -> Result<TaskOutcome, TaskFailure> {
    let ending = await withTaskGroup(of: Ending.self) { group in
      group.addTask { await self.work() }
      group.addTask { await self.keepLease() }
      group.addTask {
        await stop.wait()
        return .stopped
      }
      if let timeout = order.timeout {
        group.addTask { [clock] in
          try? await clock.sleep(for: timeout)
          return .timedOut(timeout)
        }
      }
      let first = await group.next() ?? .stopped
      group.cancelAll()
      await group.waitForAll()
      return first
    }
    // What follows is not cancelled with the work.
    if result == nil { await perform(machine.handle(.failed(ending.failure))) }
    if let place { try? await writer.clean(place) }
    if let lease { try? await leases.release(lease) }
    return result ?? .failure(ending.failure)
  }

  private func work() async -> Ending {
    await perform(machine.start())
    return .worked
  }

  /// Performs actions until the end, or until the work is cancelled.
  private func perform(_ first: TaskMachine.Action) async {
    var action = first
    while true {
      if case .end(let ended) = action {
        result = ended
        return
      }
      guard let step = action.step else { return }
      progress(step)
      let event: TaskMachine.Event
      do {
        event = try await self.event(of: action)
      } catch {
        // Cancelled work says nothing more: whoever cancelled it knows why.
        if Task.isCancelled { return }
        event = .failed(.port(error, at: step))
      }
      // A build that was recorded counts even so.
      if Task.isCancelled, step != .record { return }
      if case .failed = event {} else { await crashPoint(step.crashPoint(of: order.node.target)) }
      action = machine.handle(event)
    }
  }

  private func event(of action: TaskMachine.Action) async throws(PortError) -> TaskMachine.Event {
    switch action {
    case .lease:
      lease = try await leases.acquire(
        order.node.target.text, holder: terms.holder, duration: terms.duration,
        patience: terms.patience)
      return .leased
    case .decide: return .decided(try await decide())
    case .prepare:
      place = try await writer.prepare(under: heldLease)
      return .prepared
    case .stage(let piece):
      staged = try await writer.stage(piece, in: preparedPlace)
      return .staged
    case .check(let piece):
      return .checked(try await writer.check(piece, in: preparedPlace))
    case .publish(let piece): return try await publish(piece)
    case .record(let piece, let rows): return try await record(piece, rows: rows)
    case .clean:
      // What cannot be taken away now is tried again at the end; the build counts all the same.
      if let place, (try? await writer.clean(place)) != nil { self.place = nil }
      return .cleaned
    case .end: preconditionFailure("The end is not performed")
    }
  }

  private func decide() async throws(PortError) -> BuildDecision {
    let target = order.node.target
    let entries = try await coverage.coverage(of: target, overlapping: order.range)
    var inputs: [(target: TargetID, entries: [CoverageEntry])] = []
    for input in order.node.inputs {
      inputs.append((input, try await coverage.coverage(of: input, overlapping: order.range)))
    }
    return .decide(
      wanted: order.range, version: order.node.version, extent: order.extent, entries: entries,
      inputs: inputs)
  }

  private func publish(_ piece: BuildPiece) async throws(PortError) -> TaskMachine.Event {
    guard let staged else { preconditionFailure("Publishing before staging") }
    // A lease that was lost unnoticed is noticed here, before anything is seen by readers.
    do {
      try await leases.renew(heldLease, duration: terms.duration)
    } catch {
      guard error.kind == .conflict else { throw error }
      return .failed(.leaseLost)
    }
    let outcome = try await writer.publish(piece, staged, from: preparedPlace, under: heldLease)
    switch outcome {
    case .published(let rows): return .published(rows: rows)
    case .refused(let check, let broken):
      return .refused(CheckFinding(check: check, broken: broken))
    }
  }

  private func record(_ piece: BuildPiece, rows: Int64) async throws(PortError)
    -> TaskMachine.Event
  {
    let record = CoverageRecord(
      target: order.node.target, range: piece.range, version: order.node.version,
      inputs: piece.inputs, run: order.run, output: staged?.output, rows: rows)
    do {
      _ = try await coverage.record(record, under: heldLease)
      return .recorded
    } catch {
      guard error.kind == .conflict else { throw error }
      return .failed(.leaseLost)
    }
  }

  /// Renews the lease until it is lost or the attempt is over.
  private func keepLease() async -> Ending {
    var missed = Duration.zero
    while missed < terms.duration {
      do { try await clock.sleep(for: terms.renewal) } catch { return .stopped }
      guard let lease else { continue }
      do {
        try await leases.renew(lease, duration: terms.duration)
        missed = .zero
      } catch let error {
        if Task.isCancelled { return .stopped }
        if error.kind == .conflict { return .leaseLost }
        missed += terms.renewal
      }
    }
    return .leaseLost
  }

  private var heldLease: Lease {
    guard let lease else { preconditionFailure("Work on a target without its lease") }
    return lease
  }

  private var preparedPlace: Writer.Place {
    guard let place else { preconditionFailure("Work without a place for it") }
    return place
  }
}
