/// A lease that is held: the right to change one thing until it expires.
package struct Lease: Hashable, Sendable {
  /// What is leased: the text of a `TargetID`, or `apply` for a deployment.
  package let name: String
  /// Who holds it, for people: host, process and run.
  package let holder: String
  /// Grows with every acquisition of any lease in the environment. Whoever publishes with a smaller
  /// number than was seen before is too late.
  package let fencingNumber: Int64

  package init(name: String, holder: String, fencingNumber: Int64) {
    self.name = name
    self.holder = holder
    self.fencingNumber = fencingNumber
  }
}

/// Leases in the environment's state database. Its clock decides what has expired.
package protocol Leasing: Sendable {
  /// Takes a lease that is free or has expired; waits up to `patience` for it.
  ///
  /// - Throws: `.locked`, naming holder and age, when it stays held.
  func acquire(_ name: String, holder: String, duration: Duration, patience: Duration)
    async throws(PortError) -> Lease

  /// Takes those of the leases that are free or have expired, and waits for none. In the order of the
  /// names, which are unique.
  func acquireFree(_ names: [String], holder: String, duration: Duration)
    async throws(PortError) -> [Lease]

  /// Makes it last for `duration` from now.
  ///
  /// - Throws: `.conflict` when it was lost.
  func renew(_ lease: Lease, duration: Duration) async throws(PortError)

  /// Makes them last for `duration` from now.
  ///
  /// - Throws: `.conflict` when one of them was lost.
  func renew(_ leases: [Lease], duration: Duration) async throws(PortError)

  /// Gives it back. Does nothing when it was lost.
  func release(_ lease: Lease) async throws(PortError)

  /// Gives them back, but for those that were lost.
  func release(_ leases: [Lease]) async throws(PortError)
}

/// One after the other; a database does better.
extension Leasing {
  package func acquireFree(_ names: [String], holder: String, duration: Duration)
    async throws(PortError) -> [Lease]
  {
    var leases: [Lease] = []
    for name in names {
      do throws(PortError) {
        leases.append(
          try await acquire(name, holder: holder, duration: duration, patience: .zero))
      } catch  where error.kind == .locked {}
    }
    return leases
  }

  package func renew(_ leases: [Lease], duration: Duration) async throws(PortError) {
    for lease in leases { try await renew(lease, duration: duration) }
  }

  package func release(_ leases: [Lease]) async throws(PortError) {
    for lease in leases { try await release(lease) }
  }
}
