internal import Analysis
package import Catalog
internal import Diagnostics
package import Spec

/// What the query of one transform was found to be, for a check of that transform alone.
package struct QueryCheck: Hashable, Sendable {
  /// The table of the lake that the transform fills, as specs refer to it.
  package let target: String
  /// The tables of the lake that the query reads, as specs refer to them; sorted.
  package let reads: [String]
  /// Where each of its columns comes from. Nil where no role is kept from anything, so that nothing
  /// depends on it.
  package let lineage: Fingerprint?
}

extension CheckedProject {
  /// What the query of the transform that fills this table was found to be; nil when none does.
  package func queryCheck(of target: TableAddress, withLineage: Bool) -> QueryCheck? {
    lineage.lineage(of: target).map { lineage in
      QueryCheck(
        target: target.dotted, reads: lineage.tablesRead.map(\.dotted),
        lineage: withLineage ? Fingerprint(of: lineage.text) : nil)
    }
  }
}

extension ProjectSpec {
  /// Whether a role is kept from rows or columns, so that whatever data is made from matters.
  package var keepsRolesFromData: Bool {
    roles.contains { !$0.rowFilters.isEmpty || !$0.except.isEmpty }
  }
}

/// Checks the queries of a project's transforms, and nothing else of it, for one environment: what
/// each was found to be, in the order of the transforms' names. Nil when anything is to be said of one
/// of them, for which the whole project has to be looked at.
package func checkQueries(
  of project: ProjectSpec, environment: String, variables: [String: String], withLineage: Bool
) -> [QueryCheck]? {
  var ignored = DiagnosticSink()
  guard
    var stage = ProjectCompilation(
      project, environment: environment, variables: variables, sink: &ignored)
  else { return nil }
  stage.prepareQueries((0..<stage.tableShareCount).map { stage.loweredTables(inShare: $0) })
  guard stage.queryCount == project.transforms.count else { return nil }
  var checks: [QueryCheck] = []
  for index in 0..<stage.queryCount {
    let lowered = stage.loweredQuery(at: index, for: .check)
    guard lowered.sink.diagnostics.isEmpty, let table = lowered.task?.table else { return nil }
    checks.append(
      QueryCheck(
        target: table.dotted, reads: lowered.lineage.tablesRead.map(\.dotted),
        lineage: withLineage ? Fingerprint(of: lowered.lineage.text) : nil))
  }
  return checks
}
