package import Ports

/// What every ``Leasing`` promises.
///
/// - Parameter expire: makes all leases that are held expire at once.
package func checkLeasing(_ leases: any Leasing, expire: () async throws -> Void) async throws {
  let long = Duration.seconds(60)
  let first = try await leases.acquire("a", holder: "one", duration: long, patience: .zero)
  try require(first.name == "a" && first.holder == "one", "A lease says what it is and whose.")
  try await requireFailure(.locked, "A lease that is held is not given away.") {
    () throws(PortError) in
    try await leases.acquire("a", holder: "two", duration: long, patience: .zero)
  }
  let other = try await leases.acquire("b", holder: "two", duration: long, patience: .zero)
  try require(other.fencingNumber > first.fencingNumber, "Fencing numbers grow over all leases.")
  try await leases.renew(first, duration: long)

  try await expire()
  let second = try await leases.acquire("a", holder: "two", duration: long, patience: .zero)
  try require(second.fencingNumber > other.fencingNumber, "An expired lease is taken over.")
  try await requireFailure(.conflict, "A lease that was lost cannot be renewed.") {
    () throws(PortError) in try await leases.renew(first, duration: long)
  }
  try await leases.release(first)
  try await requireFailure(.locked, "Releasing a lost lease leaves the new one.") {
    () throws(PortError) in
    try await leases.acquire("a", holder: "three", duration: long, patience: .zero)
  }
  try await leases.release(second)
  let third = try await leases.acquire("a", holder: "three", duration: long, patience: .zero)
  try require(third.fencingNumber > second.fencingNumber, "A released lease is free.")
  try await leases.release(third)
  try await checkSeveral(leases, expire: expire)
}

/// What it promises of several leases at once.
private func checkSeveral(_ leases: any Leasing, expire: () async throws -> Void) async throws {
  let long = Duration.seconds(60)
  let held = try await leases.acquire("n", holder: "one", duration: long, patience: .zero)
  let free = try await leases.acquireFree(["m", "n", "o"], holder: "two", duration: long)
  try require(free.map(\.name) == ["m", "o"], "Those that are held are passed over.")
  try require(
    free.allSatisfy { $0.fencingNumber > held.fencingNumber }, "Each has a number of its own.")
  try await leases.renew(free, duration: long)
  try await expire()
  try await requireFailure(.conflict, "Of several none may be lost.") { () throws(PortError) in
    try await leases.renew(free, duration: long)
  }
  let again = try await leases.acquireFree(["m", "n", "o"], holder: "three", duration: long)
  try require(again.map(\.name) == ["m", "n", "o"], "Expired ones are free.")
  try await leases.release(free)
  try await requireFailure(.locked, "Releasing lost leases leaves the new ones.") {
    () throws(PortError) in
    try await leases.acquire("m", holder: "four", duration: long, patience: .zero)
  }
  try await leases.release(again)
  let last = try await leases.acquireFree(["n", "o"], holder: "four", duration: long)
  try require(last.count == 2, "Released ones are free.")
  try await leases.release(last)
}
