internal import Dispatch

/// Runs an actor's jobs one after another on a dispatch queue of its own.
///
/// Blocking C calls made by the actor then hold a thread of that queue, never one of the few of the
/// cooperative pool. `DispatchSerialQueue` would do the same, but is missing on Linux.
package final class QueueExecutor: SerialExecutor {
  private let queue: DispatchQueue

  /// - Parameter label: the queue's name in a debugger.
  package init(label: String) {
    // A queue without a target gets a thread beyond the number of cores when the others are blocked.
    queue = DispatchQueue(label: label)
  }

  package func enqueue(_ job: consuming ExecutorJob) {
    let unowned = UnownedJob(job)
    queue.async {
      unsafe unowned.runSynchronously(on: self.asUnownedSerialExecutor())
    }
  }
}
