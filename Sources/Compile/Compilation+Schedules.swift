package import Catalog
internal import Diagnostics
internal import Graph
package import ScheduleModel
internal import Spec

extension Compilation {
  mutating func lowerSchedules() -> [CompiledSchedule] {
    project.schedules.map { lower($0) }.sorted { $0.name < $1.name }
  }

  private mutating func lower(_ spec: ScheduleSpec) -> CompiledSchedule {
    var selected: Set<TargetID> = []
    for selector in spec.select { selected.formUnion(selectedTasks(selector)) }
    for selector in spec.exclude { selected.subtract(selectedTasks(selector)) }
    if let zone = spec.timezone, !timeZoneNames.contains(zone.value) {
      sink.report(
        .unknownTimeZone(
          zone.value, at: zone.span, similar: nearMatch(zone.value, among: timeZoneNames)))
    }
    return CompiledSchedule(
      name: spec.name.value.text, doc: spec.header.doc?.value, cron: spec.cron?.value.text,
      timezone: spec.timezone?.value ?? "UTC", retries: spec.retries?.value ?? 0,
      timeoutSeconds: (spec.timeout?.value).map { Int($0.components.seconds) },
      tasks: ordered(selected))
  }

  /// The tasks, each after all that it reads; inputs that other schedules make are left out.
  private func ordered(_ selected: Set<TargetID>) -> [TaskNode] {
    let targets = selected.sorted()
    var edges: [(from: TargetID, to: TargetID)] = []
    for target in targets {
      for input in tasks[target]?.inputs ?? [] where selected.contains(input) {
        edges.append((from: input, to: target))
      }
    }
    return DirectedGraph(nodes: targets, edges: edges).topologicalOrder().compactMap { target in
      guard var task = tasks[target] else { return nil }
      task.inputs = task.inputs.filter(selected.contains)
      return task
    }
  }
}

extension TaskNode {
  /// The table that the task fills; nil for an extract.
  package var table: TableAddress? {
    switch work {
    case .extract: nil
    case .load(let work): work.table
    case .transform(let work): work.table
    case .star(let work): work.table
    }
  }
}
