internal import Catalog
internal import PlanModel
package import Ports

/// Carries out plans: takes the leases, checks that nothing moved, does the steps, keeps the journal.
///
/// Neighbouring transactional steps of the warehouse are one transaction. A step of the lake is one
/// commit, with an intent in the journal before and an outcome after. The bundle comes last. An apply
/// that is killed or cancelled leaves whole steps; planning again gives the rest.
package struct Applier: Sendable {
  /// The name of the lease that every apply takes.
  package static let leaseName = "apply"

  private let leases: any Leasing
  private let basis: any BasisReading
  let warehouse: any WarehouseApplying
  let lake: any LakeApplying
  let bundles: any BundleKeeping
  private let clock: any Clock<Duration>

  package init(
    leases: any Leasing, basis: any BasisReading, warehouse: any WarehouseApplying,
    lake: any LakeApplying, bundles: any BundleKeeping,
    clock: any Clock<Duration> = ContinuousClock()
  ) {
    self.clock = clock
    self.leases = leases
    self.basis = basis
    self.warehouse = warehouse
    self.lake = lake
    self.bundles = bundles
  }

  /// Carries out the plan. An empty one does nothing and takes no lease.
  package func apply(_ request: ApplyRequest) async throws(ApplyError) -> Receipt {
    let plan = request.plan
    guard plan.formatVersion == Plan.currentFormatVersion else {
      throw .unknownFormat(version: plan.formatVersion)
    }
    guard plan.basis.specs == request.specs else { throw .stale(moved: []) }
    guard plan.basis.bundle == Fingerprint(of: request.bundle) else {
      throw .stale(moved: [.bundle])
    }
    guard !plan.isEmpty else { return Receipt(apply: request.apply, steps: []) }
    let result: Result<Receipt, ApplyError>
    let keeper = LeaseKeeper(leases: leases, clock: clock)
    do {
      result = try await keeper.holding(
        [Self.leaseName] + Self.targets(of: plan), holder: request.holder,
        patience: request.lockTimeout
      ) { loss in await self.result(of: request, loss) }
    } catch { throw .failed(error, step: nil, done: []) }
    return try result.get()
  }

  /// The leases of the tables that the plan touches, as the tasks that load them name them: nothing is
  /// loaded while it is changed. Sorted.
  private static func targets(of plan: Plan) -> [String] {
    Set(plan.steps.compactMap { $0.change.address.table?.description }).sorted()
  }

  private func result(of request: ApplyRequest, _ loss: LostLease) async
    -> Result<Receipt, ApplyError>
  {
    do throws(ApplyError) {
      request.crashPoint("apply.leased")
      try await checkBasis(of: request.plan)
      return .success(try await carryOut(request, loss))
    } catch { return .failure(error) }
  }

  private func checkBasis(of plan: Plan) async throws(ApplyError) {
    let live: [ObjectAddress: Fingerprint]
    do {
      live = try await basis.fingerprints(of: plan.basis.objects.map(\.address))
    } catch { throw .failed(error, step: nil, done: []) }
    let moved = plan.basis.objects.filter { live[$0.address] != $0.fingerprint }.map(\.address)
    guard moved.isEmpty else { throw .stale(moved: moved.sorted()) }
  }

  private func carryOut(_ request: ApplyRequest, _ loss: LostLease) async throws(ApplyError)
    -> Receipt
  {
    var receipt = Receipt(apply: request.apply, steps: [])
    do {
      try await warehouse.prepare()
    } catch { throw .failed(error, step: nil, done: []) }
    request.crashPoint("apply.prepared")
    for group in StepGroup.groups(of: request.plan.steps) {
      var failing: Step?
      do throws(PortError) {
        if Task.isCancelled { throw PortError(.cancelled, "The apply was cancelled.") }
        try loss.check()
        try await run(group, request, loss, &failing)
      } catch { throw .failed(error, step: failing, done: receipt.steps) }
      receipt.steps += group.steps.map(\.number)
    }
    request.crashPoint("apply.finished")
    return receipt
  }
}
