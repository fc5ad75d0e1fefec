internal import Catalog
internal import Diagnostics
internal import SQL
internal import ScheduleModel
internal import Spec

extension Compilation {
  /// Reports documents of checks that no task runs.
  mutating func checkStandaloneChecks() {
    for spec in project.checks {
      let name = spec.target.value
      if isAmbiguous(spec.target) { continue }
      if name.side != .lake, let schema = name.qualifier,
        desired.warehouse.tables[TableAddress(.warehouse, schema, name.last)] != nil
      {
        sink.report(
          .unbuilt(
            "checks of warehouse tables", at: spec.target.span,
            help: "Check the lake table that it is made from."))
        continue
      }
      if isUnreadable(name) { continue }
      guard let table = lakeTable(spec.target) else { continue }
      if tasks[TargetID(table.address)] == nil {
        sink.report(.checkWithoutTask(table.address, at: spec.target.span))
      }
    }
  }
}
