package import Catalog
package import ScheduleModel

/// A table of the star schema in plain terms: the table, and what loads it.
package struct LoweredStar: Hashable, Sendable {
  /// What the table is, for the tables that stand on it.
  package enum Shape: Hashable, Sendable {
    case dimension(DimensionModel)
    case calendar(CalendarModel)
    case fact(FactModel)
    case aggregate(AggregateModel)
  }

  package let shape: Shape
  package let table: WarehouseTable
  package let work: StarWork
  /// The columns that each column of the table is made from, sorted; columns that Weir makes up have
  /// no entry.
  package let lineage: [String: [ColumnAddress]]
  /// The tables that the load reads, sorted. A fact reads its dimensions.
  package let reads: [TableAddress]

  package init(
    shape: Shape, table: WarehouseTable, work: StarWork, lineage: [String: [ColumnAddress]],
    reads: [TableAddress]
  ) {
    self.shape = shape
    self.table = table
    self.work = work
    self.lineage = lineage
    self.reads = reads
  }
}
