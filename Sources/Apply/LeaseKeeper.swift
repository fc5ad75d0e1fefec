internal import Ports
internal import Synchronization

/// Keeps leases while work is done under them.
struct LeaseKeeper: Sendable {
  /// How long a lease outlives a process that was killed.
  static let duration = Duration.seconds(15)

  let leases: any Leasing
  let clock: any Clock<Duration>

  /// Takes the leases in their order, runs `work`, renews them beside it three times as often as they
  /// would need, and gives them back.
  ///
  /// - Throws: when one of them is not to be had; the others are given back then.
  func holding<R: Sendable>(
    _ names: [String], holder: String, patience: Duration, _ work: (LostLease) async -> R
  ) async throws(PortError) -> R {
    let loss = LostLease()
    let held = HeldLeases()
    let result = await withTaskGroup(of: Void.self) { group in
      // Renewing begins at once: taking the last one may last longer than the first one does.
      group.addTask { await renew(held, loss) }
      let result: Result<R, PortError>
      do throws(PortError) {
        try await take(names, holder: holder, patience: patience, into: held)
        result = .success(await work(loss))
      } catch { result = .failure(error) }
      group.cancelAll()
      return result
    }
    // Best effort: a lease that cannot be given back expires.
    try? await leases.release(held.all.reversed())
    return try result.get()
  }

  private func take(
    _ names: [String], holder: String, patience: Duration, into held: HeldLeases
  ) async throws(PortError) {
    let free = try await leases.acquireFree(names, holder: holder, duration: Self.duration)
    held.add(free)
    let taken = Set(free.map(\.name))
    for name in names where !taken.contains(name) {
      held.add([
        try await leases.acquire(name, holder: holder, duration: Self.duration, patience: patience)
      ])
    }
  }

  private func renew(_ held: HeldLeases, _ loss: LostLease) async {
    var missed = 0
    while true {
      do {
        try await clock.sleep(for: Self.duration / 3)
      } catch { return }
      do throws(PortError) {
        try await leases.renew(held.all, duration: Self.duration)
        missed = 0
      } catch {
        // Whatever else went wrong may be better next time, while the lease still lasts: the third
        // renewal that fails is due when it expires.
        missed += 1
        if error.kind == .conflict || missed == 2 {
          loss.note(error)
          return
        }
      }
    }
  }
}

/// The leases that were taken so far, in that order.
private final class HeldLeases: Sendable {
  private let leases = Mutex<[Lease]>([])

  func add(_ new: [Lease]) { leases.withLock { $0 += new } }

  var all: [Lease] { leases.withLock { $0 } }
}

/// Whether somebody else has taken the lease meanwhile.
final class LostLease: Sendable {
  private let error = Mutex<PortError?>(nil)

  func note(_ loss: PortError) { error.withLock { $0 = loss } }

  func check() throws(PortError) {
    if let loss = error.withLock({ $0 }) { throw loss }
  }
}
