package import Catalog

/// A rollup that broke no rule: what its table and its load are made from.
package struct AggregateModel: Hashable, Sendable {
  /// A column and the expression over the fact that fills it, in the warehouse's dialect.
  package struct Item: Hashable, Sendable {
    package let column: Column
    package let expression: String
    /// What the expression gives; nil when it is not known.
    package let type: DataType?
    /// The columns of the fact that the expression reads; sorted.
    package let reads: [String]
    /// Whether the expression is `count(*)`.
    package let countsRows: Bool

    package init(
      _ column: Column, expression: String, type: DataType?, reads: [String],
      countsRows: Bool = false
    ) {
      self.column = column
      self.expression = expression
      self.type = type
      self.reads = reads
      self.countsRows = countsRows
    }
  }

  package let address: TableAddress
  package let fact: TableAddress
  /// What tells the rows apart; not empty.
  package let by: [Item]
  package let measures: [Item]
  package let comment: String?

  package init(
    address: TableAddress, fact: TableAddress, by: [Item], measures: [Item], comment: String?
  ) {
    self.address = address
    self.fact = fact
    self.by = by
    self.measures = measures
    self.comment = comment
  }
}
