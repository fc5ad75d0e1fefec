import Catalog
import Connect
import Ports
import ScheduleModel
import State
import Synchronization

/// A state database of its own for each test.
func stateDatabase(
  _ settings: ConnectionSettings? = nil, owner: RunOwner = .here,
  clock: any Clock<Duration> = ContinuousClock()
) async throws -> StateDatabase {
  let own: ConnectionSettings
  if let settings { own = settings } else { own = try await TestServer.database() }
  return try await StateDatabase.open(own, owner: owner, clock: clock)
}

extension RunOwner {
  static let here = RunOwner(machine: "m", process: "1") { $0 == "1" }
}

/// Days of January 2013, from zero.
func days(_ lower: Int, _ upper: Int) -> TimeRange {
  let first = TimePoint(year: 2013, month: 1, day: 1)
  guard let range = TimeRange(first.adding(days: lower), first.adding(days: upper)) else {
    preconditionFailure("an empty range")
  }
  return range
}

/// A clock on which every sleep is over at once, and which counts them.
final class HurriedClock: Clock, Sendable {
  struct Instant: InstantProtocol {
    var offset: Duration
    func advanced(by duration: Duration) -> Instant { Instant(offset: offset + duration) }
    func duration(to other: Instant) -> Duration { other.offset - offset }
    static func < (a: Instant, b: Instant) -> Bool { a.offset < b.offset }
  }

  private let state = Mutex((now: Duration.zero, sleeps: 0))
  private let onSleep: @Sendable (Int) async -> Void

  init(onSleep: @escaping @Sendable (Int) async -> Void = { _ in }) { self.onSleep = onSleep }

  var now: Instant { Instant(offset: state.withLock { $0.now }) }
  var minimumResolution: Duration { .nanoseconds(1) }
  var sleeps: Int { state.withLock { $0.sleeps } }

  func sleep(until deadline: Instant, tolerance: Duration?) async throws {
    let count = state.withLock {
      $0.now = max($0.now, deadline.offset)
      $0.sleeps += 1
      return $0.sleeps
    }
    await onSleep(count)
  }
}
