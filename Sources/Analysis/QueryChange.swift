internal import SQL

/// What a new version of a query changes of its result.
package enum QueryChange: Hashable, Sendable {
  /// Nothing: only layout, comments or names that are no part of the result differ.
  case same
  /// Rows and columns stay; these columns come anew, in the order of the new query.
  case additive([String])
  /// These columns of the old version go, or may have other values or another type; in its order. All
  /// of them when which rows there are may change.
  case breaking([String])

  /// Compares two versions whose names and types are resolved.
  package init(from old: AnalyzedQuery, to new: AnalyzedQuery) {
    let types = Dictionary(
      new.columns.map { ($0.name, $0.type) }, uniquingKeysWith: { first, _ in first })
    let names = old.columns.map(\.name)
    let retyped = old.columns.filter { column in
      types[column.name].map { $0 != column.type } ?? true
    }
    if retyped.isEmpty, old.query.normalForm == new.query.normalForm {
      self = .same
      return
    }
    let kept = Set(names)
    let added = new.columns.map(\.name).filter { !kept.contains($0) }
    let changed = Set(retyped.map(\.name))
    let broken = names.filter { name in
      changed.contains(name) || !Self.areAlike(old.query, new.query, { $0 == name })
    }
    self = !broken.isEmpty ? .breaking(broken) : added.isEmpty ? .same : .additive(added)
  }

  /// Whether both queries give the same rows, and the same values in the columns that `keeps` wants.
  private static func areAlike(_ old: Query, _ new: Query, _ keeps: (String) -> Bool) -> Bool {
    guard let old = old.keepingColumns(keeps), let new = new.keepingColumns(keeps) else {
      return false
    }
    return old.sortedByColumnName.normalForm == new.sortedByColumnName.normalForm
  }
}
