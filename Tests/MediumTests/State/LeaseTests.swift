import Connect
import Ports
import State
import Synchronization
import Testing

/// What the holders of a lease saw.
private final class Tally: Sendable {
  let inside = Mutex(0)
  let numbers = Mutex<[Int64]>([])
}

@Suite(.postgres)
struct LeaseTests {
  @Test func oneHolderAtATimeWithGrowingNumbers() async throws {
    let settings = try await TestServer.database()
    let tally = Tally()
    try await withThrowingTaskGroup { group in
      for worker in 0..<12 {
        group.addTask {
          // The first waits are short, so that all get their turn soon.
          let state = try await stateDatabase(settings)
          for _ in 0..<5 {
            let lease = try await state.acquire(
              "wh:ops.t", holder: "w\(worker)", duration: .seconds(60), patience: .seconds(60))
            #expect(
              tally.inside.withLock {
                $0 += 1
                return $0
              } == 1)
            tally.numbers.withLock { $0.append(lease.fencingNumber) }
            await Task.yield()
            tally.inside.withLock { $0 -= 1 }
            try await state.release(lease)
          }
          await state.close()
        }
      }
      try await group.waitForAll()
    }
    let seen = tally.numbers.withLock { $0 }
    #expect(seen.count == 60)
    #expect(seen == seen.sorted() && Set(seen).count == 60)
  }

  @Test func aHeldLeaseNamesItsHolder() async throws {
    let clock = HurriedClock()
    let state = try await stateDatabase(clock: clock)
    let lease = try await state.acquire(
      "apply", holder: "host 1, process 2", duration: .seconds(60), patience: .zero)
    let refused = await failure {
      try await state.acquire(
        "apply", holder: "other", duration: .seconds(1), patience: .seconds(30))
    }
    #expect(refused?.kind == .locked)
    #expect(refused?.message.contains("'host 1, process 2'") == true)
    #expect(clock.now.offset == .seconds(30))
    let other = try await state.acquire(
      "wh:ops.t", holder: "other", duration: .seconds(1), patience: .zero)
    #expect(other.fencingNumber > lease.fencingNumber)
  }

  @Test func itIsTakenAsSoonAsItIsGivenBack() async throws {
    let settings = try await TestServer.database()
    let state = try await stateDatabase(settings)
    let first = try await state.acquire(
      "t", holder: "first", duration: .seconds(60), patience: .zero)
    let clock = HurriedClock { count in
      if count == 3 { try? await state.release(first) }
    }
    let waiting = try await stateDatabase(settings, clock: clock)
    let second = try await waiting.acquire(
      "t", holder: "second", duration: .seconds(60), patience: .seconds(60))
    #expect(second.fencingNumber > first.fencingNumber)
    #expect(clock.sleeps == 3)
  }

  @Test func aLeaseOfADeadProcessIsTakenAtOnce() async throws {
    let settings = try await TestServer.database()
    for machine in ["m", "n"] {
      let dead = try await stateDatabase(
        settings, owner: RunOwner(machine: machine, process: "dead") { _ in true })
      _ = try await dead.acquire(machine, holder: "dead", duration: .seconds(60), patience: .zero)
    }
    let state = try await stateDatabase(settings)
    let taken = try await state.acquire(
      "m", holder: "next", duration: .seconds(60), patience: .zero)
    #expect(taken.holder == "next")
    // Nobody here can tell whether a process of another machine runs.
    let elsewhere = await failure {
      try await state.acquire("n", holder: "next", duration: .seconds(60), patience: .zero)
    }
    #expect(elsewhere?.kind == .locked)
  }

  @Test func anExpiredLeaseIsLost() async throws {
    let state = try await stateDatabase()
    let first = try await state.acquire("t", holder: "a", duration: .zero, patience: .zero)
    #expect(
      await failure { try await state.renew(first, duration: .seconds(9)) }?.kind == .conflict)
    let second = try await state.acquire("t", holder: "b", duration: .seconds(60), patience: .zero)
    #expect(second.fencingNumber > first.fencingNumber)
    try await state.release(first)
    try await state.renew(second, duration: .seconds(60))
    try await state.release(second)
    #expect(
      await failure { try await state.renew(second, duration: .seconds(9)) }?.kind == .conflict)
    try await state.release(second)
  }
}
