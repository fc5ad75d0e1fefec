package import Catalog
package import Diagnostics
package import SQL

/// What the tables of a star are checked against.
package struct StarContext: Sendable {
  /// A table of the lake, and where it is declared.
  package struct Source: Sendable {
    package let columns: [Column]
    /// Nil when it is known from elsewhere than specs.
    package let span: SourceSpan?
    /// By the column's name; columns that are known from elsewhere have no entry.
    package let columnSpans: [String: SourceSpan]

    package init(
      columns: [Column], span: SourceSpan? = nil, columnSpans: [String: SourceSpan] = [:]
    ) {
      self.columns = columns
      self.span = span
      self.columnSpans = columnSpans
    }
  }

  /// That of the environment's warehouse.
  package let warehouse: Dialect
  /// That of the environment's engine, which reads the lake.
  package let engine: Dialect
  package let sources: [TableAddress: Source]
  /// What has been lowered so far.
  package private(set) var stars: [TableAddress: LoweredStar] = [:]
  /// Tables that have a mistake which has been reported: what refers to them is not to be blamed.
  package private(set) var unreadable: Set<TableAddress>

  package init(
    warehouse: Dialect, engine: Dialect, sources: [TableAddress: Source],
    unreadable: Set<TableAddress> = []
  ) {
    self.warehouse = warehouse
    self.engine = engine
    self.sources = sources
    self.unreadable = unreadable
  }

  /// Keeps what lowering `address` gave, for the tables that stand on it: dimensions come before
  /// facts, and facts before aggregates.
  package mutating func add(_ star: LoweredStar?, at address: TableAddress) {
    if let star { stars[address] = star } else { unreadable.insert(address) }
  }
}
