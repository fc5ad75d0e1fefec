package import Catalog
internal import Graph
internal import PlanModel
package import ScheduleModel

/// A project in which everything was resolved and checked, for one environment. What its tasks are
/// versioned by, and so what is deployed, is not worked out yet.
package struct CheckedProject: Sendable {
  package let platform: String
  package let environment: CompiledEnvironment
  package let desired: CatalogState
  package let scope: ManagedScope
  package let renames: Renames
  package let provenance: Provenance
  let schedules: [PlannedSchedule]
  /// In no order that means anything.
  let tasks: [PlannedTask]
  package let lineage: Lineage
  let connections: [BIConnection]
  package let secrets: [SecretUse]

  /// How many tasks there are, in a schedule or not.
  package var taskCount: Int { tasks.count }

  /// The schedules that run a task which makes one of these targets; sorted.
  package func schedules(running targets: Set<String>) -> [String] {
    schedules.filter { schedule in schedule.selected.contains { targets.contains($0.text) } }
      .map(\.name).sorted()
  }

  /// What each target of a task is made from.
  package var inputs: [TargetID: [TargetID]] {
    Dictionary(uniqueKeysWithValues: tasks.map { ($0.target, $0.inputs) })
  }

  /// The version of the task at this place, in a project whose queries were lowered to be compiled. It
  /// depends on that task alone, so that several can be worked out at a time.
  package func version(ofTaskAt index: Int) -> Fingerprint {
    tasks[index].work.fingerprint(query: tasks[index].query)
  }

  /// Puts versions to the tasks, one for each in their order, and the tasks into the schedules.
  ///
  /// - Parameter specs: of all specs and SQL files, and of the variables given.
  package func compiled(versions: [Fingerprint], specs: Fingerprint) -> CompiledProject {
    precondition(versions.count == tasks.count, "a task has no version")
    let nodes = tasks.indices.sorted { tasks[$0].target < tasks[$1].target }.map { index in
      let task = tasks[index]
      return TaskNode(
        target: task.target, inputs: task.inputs, version: versions[index], work: task.work)
    }
    let places = Dictionary(
      uniqueKeysWithValues: nodes.indices.map { (nodes[$0].target, $0) })
    let bundle = Bundle(
      platform: platform, environment: environment.name,
      schedules: schedules.map { $0.compiled(from: nodes, places) })
    return CompiledProject(
      platform: platform, environment: environment, desired: desired, scope: scope,
      renames: renames, provenance: provenance, bundle: bundle, tasks: nodes, specs: specs,
      lineage: lineage, secrets: secrets)
  }
}

/// A task without its version.
final class PlannedTask: Sendable {
  let target: TargetID
  /// Everything it reads, made in a schedule or not. Sorted.
  let inputs: [TargetID]
  /// Without the documentation of columns, which is no part of what the work means.
  let work: Work
  /// Of the normal form of a transform's query; nil for other work, and where only checks were asked
  /// for.
  let query: Fingerprint?

  init(target: TargetID, inputs: [TargetID], work: Work, query: Fingerprint? = nil) {
    self.target = target
    self.inputs = inputs.sorted()
    self.work = work.withoutComments
    self.query = query
  }

  /// The table that the task fills; nil for an extract.
  var table: TableAddress? { work.table }
}

/// A schedule and what it runs, not put into order yet.
struct PlannedSchedule: Sendable {
  let name: String
  let doc: String?
  let cron: String?
  let timezone: String
  let retries: Int
  let timeoutSeconds: Int?
  let selected: Set<TargetID>

  /// The tasks, each after all that it reads; inputs that other schedules make are left out.
  ///
  /// - Parameter tasks: all there are, sorted by target, which `places` finds.
  func compiled(from tasks: [TaskNode], _ places: [TargetID: Int]) -> CompiledSchedule {
    // In the order of the targets, so that ties go by them.
    let chosen = selected.compactMap { places[$0] }.sorted()
    var position = [Int](repeating: -1, count: tasks.count)
    for (number, place) in chosen.enumerated() { position[place] = number }
    var edges: [(from: Int, to: Int)] = []
    var inputs: [[TargetID]] = []
    inputs.reserveCapacity(chosen.count)
    for (number, place) in chosen.enumerated() {
      var kept: [TargetID] = []
      for input in tasks[place].inputs {
        guard let other = places[input], position[other] >= 0 else { continue }
        edges.append((from: position[other], to: number))
        kept.append(input)
      }
      inputs.append(kept)
    }
    return CompiledSchedule(
      name: name, doc: doc, cron: cron, timezone: timezone, retries: retries,
      timeoutSeconds: timeoutSeconds,
      tasks: topologicalOrder(nodeCount: chosen.count, edges: edges).map { number in
        var task = tasks[chosen[number]]
        task.inputs = inputs[number]
        return task
      })
  }
}
