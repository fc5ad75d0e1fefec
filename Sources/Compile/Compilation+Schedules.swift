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
    for selector in spec.select { selected.formUnion(selectedTasks(selector)) }
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

  private mutating func selectedTasks(_ selector: Spanned<Selector>) -> Set<TargetID> {
    let matches: (PlannedTask) -> Bool
    switch selector.value {
    case .everything: return Set(tasks.keys)
    case .members(let name):
      matches = { task in
        task.table.map { $0.schema.name == name.text && (name.side ?? $0.side) == $0.side } ?? false
      }
    case .object(let name):
      matches = { task in
        task.table.map { $0.dotted == name.text && (name.side ?? $0.side) == $0.side } ?? false
      }
    case .source(let source):
      matches = { task in
        if case .extract(let work) = task.work { work.source == source } else { false }
      }
    case .tag:
      sink.report(.unsupportedSelector(at: selector.span))
      return []
    }
    let selected = Set(tasks.values.filter(matches).map(\.target))
    if selected.isEmpty { sink.report(.selectsNothing(at: selector.span)) }
    return selected
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
