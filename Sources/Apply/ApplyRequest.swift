package import Catalog
package import PlanModel
package import Ports

/// What is to be carried out, and how.
package struct ApplyRequest: Sendable {
  package var plan: Plan
  /// The bundle that the plan's basis names.
  package var bundle: [UInt8]
  /// Of the specs as they are now; the plan must have been made from them.
  package var specs: Fingerprint
  /// Identifies this apply in the journal; unique.
  package var apply: String
  /// Who applies, for people who find the lease taken: host and process.
  package var holder: String
  /// How long to wait for another apply, and for each lock of the warehouse.
  package var lockTimeout: Duration
  /// Called at each boundary with its name, as `apply.step.3.before`. Does nothing unless a test
  /// listens.
  package var crashPoint: @Sendable (String) -> Void
  /// Called before each step, for people who watch.
  package var progress: @Sendable (Step) -> Void

  package init(
    plan: Plan, bundle: [UInt8], specs: Fingerprint, apply: String, holder: String,
    lockTimeout: Duration = .seconds(30),
    crashPoint: @escaping @Sendable (String) -> Void = { _ in },
    progress: @escaping @Sendable (Step) -> Void = { _ in }
  ) {
    self.plan = plan
    self.bundle = bundle
    self.specs = specs
    self.apply = apply
    self.holder = holder
    self.lockTimeout = lockTimeout
    self.crashPoint = crashPoint
    self.progress = progress
  }
}

/// What an apply did.
package struct Receipt: Hashable, Sendable {
  package var apply: String
  /// Numbers of the steps that were carried out, in order.
  package var steps: [Int]

  package init(apply: String, steps: [Int]) {
    self.apply = apply
    self.steps = steps
  }
}

/// Why a plan was not carried out to its end.
package enum ApplyError: Error, Sendable {
  /// What the plan relies on has moved. Nothing was done. Sorted; empty when it is the specs that
  /// changed.
  case stale(moved: [ObjectAddress])
  /// The plan is of a version that this Weir does not read. Nothing was done.
  case unknownFormat(version: Int)
  /// The world failed at a step (nil: before the first). `done` are the numbers of the steps that
  /// stay; planning again gives the rest.
  case failed(PortError, step: Step?, done: [Int])
}
