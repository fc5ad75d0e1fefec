internal import Catalog
package import Diagnostics
internal import Iceberg
package import PlanModel
internal import SQL

/// What planning comes to.
package struct PlanningResult: Sendable {
  package var plan: Plan
  /// Steps of the plan with a risk that the policy does not allow. Apply refuses while there are any.
  package var refused: [HeldChange]
  package var diagnostics: DiagnosticSink
}

/// Works out the one plan that makes the live state what specs want: the warehouse, the lake, and at
/// last the bundle. Pure: the same input gives the same plan.
///
/// The lake comes first, so that what the warehouse loads from is there. Changes that would destroy
/// data nobody named, and probable renames, are held; objects outside the specs are listed.
package func makePlan(_ input: PlanningInput) -> PlanningResult {
  var sink = DiagnosticSink()
  let lake = LakePlanner(input)
  guard let warehouse = WarehousePlanner(input) else {
    preconditionFailure("no warehouse speaks '\(input.dialect.id)': the compiler lets none through")
  }
  sink.absorb(lake.sink)
  sink.absorb(warehouse.sink)
  var steps = lake.steps + warehouse.steps
  if let step = bundleStep(input) { steps.append(step) }
  for place in steps.indices { steps[place].number = place + 1 }
  let plan = Plan(
    platform: input.platform, environment: input.environment,
    basis: basis(of: input, touched: warehouse.touched.union(touched(by: lake.steps))),
    steps: steps,
    held: (lake.held + warehouse.held).sorted { $0.change.address < $1.change.address },
    unmanaged: (lake.unmanaged + warehouse.unmanaged).sorted(), unknown: warehouse.unknown,
    retired: (lake.retired + warehouse.retired).sorted(),
    unproven: unproven(warehouse.steps, input))
  return PlanningResult(
    plan: plan, refused: refusedSteps(of: plan, by: input.policy), diagnostics: sink)
}

/// What was seen to work on PostgreSQL before Weir was released needs no report.
private func unproven(_ steps: [Step], _ input: PlanningInput) -> [Change.Kind]? {
  guard input.proven != nil || input.dialect.id == Dialect.redshift.id else { return nil }
  let kinds = Set(steps.map(\.change.kind)).subtracting(input.proven ?? [])
  return kinds.sorted { $0.rawValue < $1.rawValue }
}

private func bundleStep(_ input: PlanningInput) -> Step? {
  guard input.bundle != input.publishedBundle else { return nil }
  let change = Change(
    .publishBundle, .bundle, before: input.publishedBundle?.short, after: input.bundle.short,
    reason: input.publishedBundle == nil
      ? "nothing was published yet" : "schedules or pipelines changed",
    risks: [Risk(.safe, "runs that have begun keep theirs")])
  return Step(number: 0, change: change, action: .publishBundle)
}

private func touched(by steps: [Step]) -> Set<ObjectAddress> {
  var touched = Set<ObjectAddress>()
  for step in steps {
    touched.insert(step.change.address.table.map { .table($0) } ?? step.change.address)
    touched.formUnion(step.forgotten)
    if case .lake(.renameTable(let old, _)) = step.action { touched.insert(.table(old)) }
  }
  return touched
}

private func basis(of input: PlanningInput, touched: Set<ObjectAddress>) -> Basis {
  var live = input.live
  for (address, metadata) in input.lakeTables {
    live.lake.tables[address] = metadata.lakeTable(at: address, properties: .only([])).table
  }
  let known = LiveObjects(live, input.facts)
  let objects = touched.subtracting([.bundle]).sorted().map { known.basisObject($0) }
  return Basis(specs: input.specs, bundle: input.bundle, objects: objects)
}

/// The steps of a plan with a risk that the policy does not allow, also of a plan that was saved; in
/// the plan's order.
package func refusedSteps(of plan: Plan, by policy: RiskPolicy) -> [HeldChange] {
  plan.steps.compactMap { step in
    let address = step.change.address
    if let why = policy.objection(to: step) { return HeldChange(change: step.change, why: why) }
    guard
      let risk = step.change.risks.first(where: {
        !policy.allows($0, of: address) && !(step.isDue == true && $0.kind == .destroys)
      })
    else {
      return nil
    }
    return HeldChange(
      change: step.change,
      why: "the policy does not allow '\(risk.kind.rawValue)'; "
        + "--allow \(risk.kind.rawValue):\(address) does")
  }
}
