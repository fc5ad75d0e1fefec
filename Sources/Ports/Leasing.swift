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

  /// Makes it last for `duration` from now.
  ///
  /// - Throws: `.conflict` when it was lost.
  func renew(_ lease: Lease, duration: Duration) async throws(PortError)

  /// Gives it back. Does nothing when it was lost.
  func release(_ lease: Lease) async throws(PortError)
}
