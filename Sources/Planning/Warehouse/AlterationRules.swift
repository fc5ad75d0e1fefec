internal import Catalog
internal import PlanModel
package import SQL

/// What a warehouse changes of a table where it stands. All else takes a rebuild: a new table with the
/// old one's rows, which takes its name.
package struct AlterationRules: Hashable, Sendable {
  /// Whether types, nullability, defaults and counters of columns change in place, and any column can
  /// be added. Else only a varchar gets another length, by a statement that stands alone.
  package var altersColumns: Bool
  /// Whether rows may be given the numbers of a counter that is always the server's.
  package var copiesCounters: Bool
  /// Whether a table moves to another schema.
  package var movesTables: Bool

  package static let postgreSQL = AlterationRules(
    altersColumns: true, copiesCounters: true, movesTables: true)

  /// Amazon Redshift Database Developer Guide, ALTER TABLE and CREATE TABLE.
  package static let redshift = AlterationRules(
    altersColumns: false, copiesCounters: false, movesTables: false)

  package init(altersColumns: Bool, copiesCounters: Bool, movesTables: Bool) {
    self.altersColumns = altersColumns
    self.copiesCounters = copiesCounters
    self.movesTables = movesTables
  }

  package init(_ dialect: Dialect) {
    self = dialect.id == Dialect.redshift.id ? .redshift : .postgreSQL
  }

  // MARK: Rebuilds

  /// Why the live table cannot become the other one in place, for people; nil when it can.
  /// `isBound` tells whether a view that the server binds to the table reads a column, or a key names
  /// it: those would have to be away while a statement that stands alone is run.
  func reasonToRebuild(
    _ live: WarehouseTable, as wanted: WarehouseTable, isBound: (_ column: String) -> Bool
  ) -> String? {
    if wanted.partitioning != live.partitioning { return "it is to be partitioned in another way" }
    if altersColumns { return nil }
    return reasonInLayout(live, wanted) ?? reasonInColumns(live, wanted, isBound)
  }

  private func reasonInLayout(_ live: WarehouseTable, _ wanted: WarehouseTable) -> String? {
    if wanted.sortKey != live.sortKey, wanted.sortKey?.isInterleaved == true {
      return "no table becomes interleaved"
    }
    guard live.sortKey?.isInterleaved == true else { return nil }
    // No distribution or encoding changes while the sort key is interleaved.
    let encodings = wanted.columns.contains { column in
      guard let old = live.columns.first(where: { $0.name == column.name }) else { return false }
      return old.encoding != column.encoding
    }
    return wanted.distribution != live.distribution || encodings
      ? "its sort key is interleaved" : nil
  }

  private func reasonInColumns(
    _ live: WarehouseTable, _ wanted: WarehouseTable, _ isBound: (String) -> Bool
  ) -> String? {
    var kept = 0
    for column in wanted.columns {
      if let old = live.columns.first(where: { $0.name == column.name }) {
        kept += 1
        if let part = partThatStays(of: old, for: column, isBound) {
          return "\(part) of '\(column.name)' cannot change in place"
        }
      } else if case .identity? = column.generation {
        return "no counter can be added to it"
      } else if column.isRequired, column.defaultValue == nil {
        return "no required column without a default can be added to it"
      }
    }
    return kept == 0 ? "none of its columns stays" : nil
  }

  private func partThatStays(of old: Column, for column: Column, _ isBound: (String) -> Bool)
    -> String?
  {
    if old.isRequired != column.isRequired { return "NOT NULL" }
    if old.defaultValue != column.defaultValue { return "the default" }
    if old.generation != column.generation { return "the counter" }
    if old.type != column.type, !lengthens(old, to: column) || isBound(column.name) {
      return "the type"
    }
    return nil
  }

  /// Whether only a varchar's length differs, and nothing stands in the way.
  private func lengthens(_ old: Column, to column: Column) -> Bool {
    guard case .varchar = old.type, case .varchar = column.type else { return false }
    return old.defaultValue == nil
      && !Self.fixedEncodings.contains(old.encoding ?? "")
      && (column.encoding == nil || column.encoding == old.encoding)
  }

  /// Encodings with which a varchar keeps its length.
  private static let fixedEncodings: Set<String> = ["bytedict", "runlength", "text255", "text32k"]

  // MARK: Transactions

  func transaction(for change: WarehouseChange) -> TransactionRule {
    if altersColumns { return .shared }
    switch change {
    case .alterColumnType: return .alone
    // They move all rows, and take their locks by and by: nothing else is to wait with them.
    case .alterDistribution, .alterSortKey: return .alone
    default: return .shared
    }
  }
}
