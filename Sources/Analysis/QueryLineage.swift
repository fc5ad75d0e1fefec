package import Catalog

/// Where the values of a query's columns come from, in a form that is small enough to keep for every
/// query of a large project.
package struct QueryLineage: Sendable {
  /// A table that the query reads. Its columns have numbers from `first` on.
  struct Base: Sendable {
    let address: TableAddress
    let columns: [Column]
    let first: Int
  }

  struct Output: Sendable {
    let name: String
    let direct: ColumnSet
    let influences: ColumnSet
  }

  /// In the order of their numbers.
  let bases: [Base]
  let outputs: [Output]
  /// What decides which rows there are, and so influences every column.
  let rowInfluences: ColumnSet

  /// The names of the query's columns, in its order.
  package var columnNames: [String] { outputs.map(\.name) }

  /// Where the column at this place comes from.
  package func column(at index: Int) -> ColumnLineage {
    ColumnLineage(
      direct: addresses(outputs[index].direct),
      influences: addresses(outputs[index].influences.union(rowInfluences)))
  }

  /// The tables that the query reads; sorted.
  package var tablesRead: [TableAddress] { bases.map(\.address).sorted() }

  /// The columns that decide which rows there are; sorted.
  package var rowInfluencingColumns: [ColumnAddress] { addresses(rowInfluences) }

  /// Sorted.
  func addresses(_ set: ColumnSet) -> [ColumnAddress] {
    var base = 0
    var result: [ColumnAddress] = []
    for number in set.numbers {
      while number >= bases[base].first + bases[base].columns.count { base += 1 }
      let column = bases[base].columns[number - bases[base].first]
      result.append(ColumnAddress(bases[base].address, column.name))
    }
    return result.sorted()
  }
}

extension QueryLineage {
  /// The lineage of a table whose columns are copied from columns that are known by their addresses.
  package init(copies: [(name: String, sources: [ColumnAddress])]) {
    var bases: [Base] = []
    var count = 0
    for (table, columns) in Dictionary(grouping: Set(copies.flatMap(\.sources)), by: \.table)
      .sorted(by: { $0.key < $1.key })
    {
      let names = columns.map(\.name).sorted()
      bases.append(
        Base(address: table, columns: names.map { Column($0, .string) }, first: count))
      count += names.count
    }
    func number(_ column: ColumnAddress) -> Int? {
      guard let base = bases.first(where: { $0.address == column.table }) else { return nil }
      return base.columns.firstIndex { $0.name == column.name }.map { base.first + $0 }
    }
    self.bases = bases
    outputs = copies.map { name, sources in
      var direct = ColumnSet()
      for source in sources.compactMap(number) { direct.formUnion(ColumnSet(source)) }
      return Output(name: name, direct: direct, influences: ColumnSet())
    }
    rowInfluences = ColumnSet()
  }
}

extension QueryLineage {
  /// All of it as a text: equal for equal lineages, as long as the tables that are read stay the same.
  package var text: String {
    var parts = bases.map(\.address.description)
    for output in outputs {
      parts.append("\(output.name) \(output.direct.numbers) \(output.influences.numbers)")
    }
    parts.append("\(rowInfluences.numbers)")
    return parts.joined(separator: "\n")
  }
}
