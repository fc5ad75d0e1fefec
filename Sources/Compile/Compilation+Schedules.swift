package import Catalog
internal import Diagnostics
package import ScheduleModel
internal import Spec

extension Compilation {
  mutating func planSchedules() -> [PlannedSchedule] {
    project.schedules.map { plan($0) }.sorted { $0.name < $1.name }
  }

  private mutating func plan(_ spec: ScheduleSpec) -> PlannedSchedule {
    var selected: Set<TargetID> = []
    for selector in spec.select {
      let tasks = selectedTasks(selector)
      // Most schedules have one selector, and some of these find tens of thousands.
      if selected.isEmpty { selected = tasks } else { selected.formUnion(tasks) }
    }
    for selector in spec.exclude { selected.subtract(selectedTasks(selector)) }
    if let zone = spec.timezone, !timeZoneNames.contains(zone.value) {
      sink.report(
        .unknownTimeZone(
          zone.value, at: zone.span, similar: nearMatch(zone.value, among: timeZoneNames)))
    }
    return PlannedSchedule(
      name: spec.name.value.text, doc: spec.header.doc?.value, cron: spec.cron?.value.text,
      timezone: spec.timezone?.value ?? "UTC", retries: spec.retries?.value ?? 0,
      timeoutSeconds: (spec.timeout?.value).map { Int($0.components.seconds) },
      selected: selected)
  }
}

extension TaskNode {
  /// The table that the task fills; nil for an extract.
  package var table: TableAddress? { work.table }
}

extension Work {
  /// The table that the task fills; nil for an extract.
  var table: TableAddress? {
    switch self {
    case .extract: nil
    case .load(let work): work.table
    case .transform(let work): work.table
    case .star(let work): work.table
    }
  }
}
