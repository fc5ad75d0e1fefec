internal import Synchronization

/// Values that live until the process ends.
enum ProcessLifetime {
  private static let kept = Mutex<[any Sendable]>([])

  /// Keeps a value that a command would let go of just before it ends. Taking a large project apart
  /// piece by piece costs a good part of what it took to make it, and serves nobody.
  static func keep(_ value: any Sendable) { kept.withLock { $0.append(value) } }
}
