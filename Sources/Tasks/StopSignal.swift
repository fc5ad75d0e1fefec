internal import Synchronization

/// Says once, to everybody who waits for it, that work is to stop.
///
/// Cancelling a Swift task also cancels what it calls to clean up; a signal lets the waiting work be
/// cancelled while its parent goes on to release leases and to record how it ended.
package final class StopSignal: Sendable {
  private struct State {
    var isStopped = false
    var nextID = 0
    var waiters: [Int: AsyncStream<Never>.Continuation] = [:]
  }

  private let state = Mutex(State())

  package init() {}

  package var isStopped: Bool { state.withLock(\.isStopped) }

  /// Wakes all who wait, now and later. May be called from any thread, any number of times.
  package func stop() {
    let waiters = state.withLock { state in
      state.isStopped = true
      defer { state.waiters = [:] }
      return state.waiters
    }
    for waiter in waiters.values { waiter.finish() }
  }

  /// Returns when it was stopped, or when the calling task is cancelled.
  package func wait() async {
    let (stream, continuation) = AsyncStream.makeStream(of: Never.self)
    let id = state.withLock { state -> Int in
      state.nextID += 1
      if state.isStopped {
        continuation.finish()
      } else {
        state.waiters[state.nextID] = continuation
      }
      return state.nextID
    }
    for await _ in stream {}
    state.withLock { _ = $0.waiters.removeValue(forKey: id) }
  }
}
