internal import CPostgres
internal import Dispatch
internal import Synchronization

/// Asks the server to cancel the statement that runs on a connection, from any thread.
///
/// Each statement has a number, so that a request that comes late cancels nothing: the lock is held
/// while the request is sent, and a statement ends only when it can take the lock.
///
/// `@unchecked`: the cancel key is never written after it was made, and `PQcancel` may be called
/// from any thread (PostgreSQL 15, 34.7).
@safe final class StatementCanceller: @unchecked Sendable {
  private let key: OpaquePointer?
  /// Its own, as the global queues share the threads that run Swift's tasks.
  private let queue = DispatchQueue(label: "weir.postgres.cancel")
  private let state = Mutex(State())

  private struct State {
    var current: UInt64 = 0
    var isRunning = false
    var wasCancelled = false
  }

  init(adopting key: OpaquePointer?) { unsafe self.key = key }

  deinit { unsafe PQfreeCancel(key) }

  /// Marks the beginning of a statement.
  func begin() -> UInt64 {
    state.withLock {
      $0.current += 1
      $0.isRunning = true
      $0.wasCancelled = false
      return $0.current
    }
  }

  /// Marks the end; says whether the statement was asked to stop.
  func end() -> Bool {
    state.withLock {
      $0.isRunning = false
      return $0.wasCancelled
    }
  }

  /// Sends the request if that statement still runs. Returns at once: the network is waited for on
  /// another thread, as cancellation handlers must not block.
  ///
  /// A request that reaches the server before the statement does is ignored there, so the request
  /// is repeated until the statement has ended.
  func cancel(_ statement: UInt64) {
    queue.async { self.requestCancel(statement) }
  }

  private func requestCancel(_ statement: UInt64) {
    let isPending = state.withLock { state in
      guard state.isRunning, state.current == statement else { return false }
      state.wasCancelled = true
      unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { message in
        _ = unsafe PQcancel(key, message.baseAddress, 256)
      }
      return true
    }
    guard isPending else { return }
    queue.asyncAfter(deadline: .now() + .milliseconds(200)) {
      self.requestCancel(statement)
    }
  }
}
