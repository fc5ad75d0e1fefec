internal import Ports
internal import Synchronization

/// Keeps a lease while work is done under it.
struct LeaseKeeper: Sendable {
  /// How long a lease outlives a process that was killed.
  static let duration = Duration.seconds(15)

  let leases: any Leasing
  let clock: any Clock<Duration>

  /// Runs `work`, and renews the lease beside it three times as often as it would need.
  func holding<R: Sendable>(
    _ lease: Lease, _ work: (LostLease) async -> R
  ) async -> R {
    let loss = LostLease()
    return await withTaskGroup(of: Void.self) { group in
      group.addTask { await renew(lease, loss) }
      let result = await work(loss)
      group.cancelAll()
      return result
    }
  }

  private func renew(_ lease: Lease, _ loss: LostLease) async {
    var missed = 0
    while true {
      do {
        try await clock.sleep(for: Self.duration / 3)
      } catch { return }
      do throws(PortError) {
        try await leases.renew(lease, duration: Self.duration)
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

/// Whether somebody else has taken the lease meanwhile.
final class LostLease: Sendable {
  private let error = Mutex<PortError?>(nil)

  func note(_ loss: PortError) { error.withLock { $0 = loss } }

  func check() throws(PortError) {
    if let loss = error.withLock({ $0 }) { throw loss }
  }
}
