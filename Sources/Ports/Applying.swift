package import Catalog
package import PlanModel

/// Reads again what a plan relies on.
package protocol BasisReading: Sendable {
  /// The fingerprints of the live objects, as the planner computes them; of the empty text for what
  /// does not exist.
  func fingerprints(of objects: [ObjectAddress])
    async throws(PortError) -> [ObjectAddress: Fingerprint]
}

/// What happened to a step, as the journal keeps it.
package struct JournalEntry: Hashable, Sendable {
  package enum Outcome: String, Hashable, Sendable {
    /// Written before a step that no transaction holds.
    case intended
    case done
    case failed
  }

  /// Identifies the apply that wrote it.
  package let apply: String
  package let step: Int
  package let address: ObjectAddress
  package let kind: Change.Kind
  package let outcome: Outcome
  /// Of exactly what was run.
  package let action: Fingerprint
  package let message: String?

  package init(
    apply: String, step: Int, address: ObjectAddress, kind: Change.Kind, outcome: Outcome,
    action: Fingerprint, message: String? = nil
  ) {
    self.apply = apply
    self.step = step
    self.address = address
    self.kind = kind
    self.outcome = outcome
    self.action = action
    self.message = message
  }
}

/// Carries out the warehouse's steps of a plan, on one connection.
package protocol WarehouseApplying: Sendable {
  /// Makes the `weir` schema with journal, ledger and fences, when it is missing.
  func prepare() async throws(PortError)
  func begin(lockTimeout: Duration) async throws(PortError)
  /// One statement of a step.
  ///
  /// - Throws: `.locked` when a lock was not to be had in `lockTimeout`.
  func execute(_ statement: String) async throws(PortError)
  /// The statements of a step, in order, inside the open transaction.
  ///
  /// - Throws: as for one; which one is told.
  func execute(_ statements: [String]) async throws(PortError)
  /// Whether a transaction failed because it met another one, so that the same again may go through.
  func isContention(_ error: PortError) -> Bool
  /// Writes to the journal: inside the open transaction, or by itself where there is none.
  func record(_ entries: [JournalEntry]) async throws(PortError)
  /// Remembers in the ledger that this platform made the objects, and forgets others. Of views and
  /// policies it also keeps what the server has stored.
  func remember(made: [LedgerNote], forgotten: [ObjectAddress]) async throws(PortError)
  func commit() async throws(PortError)
  /// Undoes what is open; does nothing when nothing is. A connection that cannot is closed.
  func rollback() async
}

extension WarehouseApplying {
  /// One after the other; a connection that takes several at a time is faster.
  package func execute(_ statements: [String]) async throws(PortError) {
    for statement in statements { try await execute(statement) }
  }

  /// A lock that was not to be had, or a deadlock (PostgreSQL, appendix A).
  package func isContention(_ error: PortError) -> Bool {
    error.sqlState == "55P03" || error.sqlState == "40P01"
  }
}

/// Carries out the lake's steps of a plan.
package protocol LakeApplying: Sendable {
  /// One request, of which the catalog makes one commit. When the outcome of a commit is unknown it
  /// reads the table back and throws only if the commit did not take effect.
  func perform(_ request: LakeRequest) async throws(PortError)
}
