package import Analysis
package import Catalog

/// From which columns each column comes, one step back.
package struct Lineage: Sendable {
  /// Sources whose values end up in the column, and those that only decide over rows or values; each
  /// sorted.
  package struct Sources: Hashable, Sendable {
    package let direct: [ColumnAddress]
    package let influencing: [ColumnAddress]
  }

  private var tables: [TableAddress: QueryLineage] = [:]

  init() {}

  mutating func set(_ lineage: QueryLineage, of table: TableAddress) { tables[table] = lineage }

  mutating func reserveCapacity(_ count: Int) { tables.reserveCapacity(tables.count + count) }

  /// The tables whose columns have sources here; sorted.
  package var targets: [TableAddress] { tables.keys.sorted() }

  /// What a table's columns come from; nil when nothing makes it.
  package func lineage(of table: TableAddress) -> QueryLineage? { tables[table] }

  /// Where a column comes from; nil when nothing makes its table, or it is not in it.
  package func sources(of column: ColumnAddress) -> Sources? {
    guard let lineage = tables[column.table],
      let index = lineage.columnNames.firstIndex(of: column.name)
    else { return nil }
    return Self.sources(lineage, index)
  }

  private static func sources(_ lineage: QueryLineage, _ index: Int) -> Sources {
    let column = lineage.column(at: index)
    return Sources(direct: column.direct, influencing: column.influences)
  }

  /// Calls `body` with every column and what it comes from, in no order that means anything.
  private func forEachColumn(_ body: (ColumnAddress, Sources) -> Void) {
    for (table, lineage) in tables {
      for (index, name) in lineage.columnNames.enumerated() {
        body(ColumnAddress(table, name), Self.sources(lineage, index))
      }
    }
  }

  /// Every column and the columns that its values end up in, one step on; sorted.
  package func copies() -> [ColumnAddress: [ColumnAddress]] {
    var copies: [ColumnAddress: [ColumnAddress]] = [:]
    forEachColumn { column, sources in
      for source in sources.direct { copies[source, default: []].append(column) }
    }
    return copies.mapValues { $0.sorted() }
  }

  /// Every column and the columns that depend on it in any way, one step on; sorted.
  package func dependants() -> [ColumnAddress: [ColumnAddress]] {
    var dependants: [ColumnAddress: Set<ColumnAddress>] = [:]
    forEachColumn { column, sources in
      for source in sources.direct + sources.influencing {
        dependants[source, default: []].insert(column)
      }
    }
    return dependants.mapValues { $0.sorted() }
  }

  /// Every column and the tables whose rows or values depend on it, one step on; sorted.
  package func columnReaders() -> [ColumnAddress: [TableAddress]] {
    var readers: [ColumnAddress: Set<TableAddress>] = [:]
    forEachColumn { column, sources in
      for source in sources.direct + sources.influencing where source.table != column.table {
        readers[source, default: []].insert(column.table)
      }
    }
    return readers.mapValues { $0.sorted() }
  }

  /// Every table and the tables that are made from it, one step on; sorted.
  package func readers() -> [TableAddress: [TableAddress]] {
    var readers: [TableAddress: [TableAddress]] = [:]
    for (table, lineage) in tables {
      for source in lineage.tablesRead where source != table {
        readers[source, default: []].append(table)
      }
    }
    return readers.mapValues { $0.sorted() }
  }
}
