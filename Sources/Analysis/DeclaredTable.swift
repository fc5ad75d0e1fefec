package import Catalog
package import Diagnostics
package import SQL

/// A table or view that queries may read.
package struct DeclaredTable: Sendable {
  package let address: TableAddress
  package let columns: [Column]
  /// Where specs declare it; nil when it is known from elsewhere.
  package let span: SourceSpan?

  package init(address: TableAddress, columns: [Column], span: SourceSpan? = nil) {
    self.address = address
    self.columns = columns
    self.span = span
  }
}

/// The tables that a query's names are looked up in.
package struct DeclaredTables: Sendable {
  /// The table that a name means, or nil.
  package let table: @Sendable (TableName) -> DeclaredTable?
  /// All names that could have been written, for suggestions; asked for only after a mistake.
  package let names: @Sendable () -> [String]
  /// Whether a name means a table that is declared with a mistake: what reads it is not to be blamed.
  package let isUnreadable: @Sendable (TableName) -> Bool

  package init(
    table: @escaping @Sendable (TableName) -> DeclaredTable?,
    names: @escaping @Sendable () -> [String],
    isUnreadable: @escaping @Sendable (TableName) -> Bool = { _ in false }
  ) {
    self.table = table
    self.names = names
    self.isUnreadable = isUnreadable
  }
}
