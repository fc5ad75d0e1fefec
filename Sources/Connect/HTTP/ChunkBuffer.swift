internal import Synchronization

/// What a transfer has received and its reader has not yet taken.
///
/// States: *open* (chunks come), *finished* (no more come). `onDrained` is set before the transfer
/// starts, called when a full buffer was emptied, and forgotten at the end.
final class ChunkBuffer: Sendable {
  private struct State {
    var bytes: [UInt8] = []
    var isFinished = false
    var isPaused = false
    var reader: CheckedContinuation<[UInt8]?, Never>?
    var onDrained: (@Sendable () -> Void)?
  }

  /// The writer is paused beyond this many bytes.
  private static let limit = 1 << 20
  private let state = Mutex(State())

  var onDrained: (@Sendable () -> Void)? {
    get { state.withLock { $0.onDrained } }
    set { state.withLock { $0.onDrained = newValue } }
  }

  /// Takes bytes in; false when it is full, in which case the same bytes must be offered again
  /// after `onDrained`.
  func offer(_ bytes: [UInt8]) -> Bool {
    let (isTaken, reader) = state.withLock { state in
      if state.bytes.count >= Self.limit {
        state.isPaused = true
        return (false, CheckedContinuation<[UInt8]?, Never>?.none)
      }
      if let reader = state.reader {
        state.reader = nil
        return (true, reader)
      }
      state.bytes += bytes
      return (true, nil)
    }
    reader?.resume(returning: bytes)
    return isTaken
  }

  /// No more bytes come.
  func finish() {
    let reader = state.withLock { state in
      state.isFinished = true
      state.onDrained = nil
      defer { state.reader = nil }
      return state.reader
    }
    reader?.resume(returning: nil)
  }

  /// All bytes that are there; waits for some. Nil at the end. One reader only.
  func next() async -> [UInt8]? {
    await withCheckedContinuation { continuation in
      let (answer, onDrained) = state.withLock { state -> ([UInt8]??, (@Sendable () -> Void)?) in
        if !state.bytes.isEmpty {
          let bytes = state.bytes
          state.bytes = []
          defer { state.isPaused = false }
          return (bytes, state.isPaused ? state.onDrained : nil)
        }
        if state.isFinished { return (.some(nil), nil) }
        state.reader = continuation
        return (nil, nil)
      }
      if let answer { continuation.resume(returning: answer) }
      onDrained?()
    }
  }
}
