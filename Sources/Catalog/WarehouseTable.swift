/// A table of the warehouse.
///
/// What only some tables have is nil on the desired side where specs say nothing of it: the live one
/// stays as it is.
package struct WarehouseTable: Hashable, Sendable, Codable {
  package var address: TableAddress
  package var columns: [Column]
  /// Empty when there is none.
  package var primaryKey: [String]
  /// Each a list of columns; sorted.
  package var uniqueKeys: [[String]]
  /// Sorted by columns.
  package var foreignKeys: [ForeignKey]
  /// Sorted by name.
  package var checks: [CheckConstraint]?
  /// Sorted by name; without those that stand behind keys.
  package var indexes: [TableIndex]?
  package var partitioning: Partitioning?
  /// Sorted by address.
  package var partitions: [TablePartition]?
  /// The database principal that owns it; nil on the desired side is no opinion.
  package var owner: RoleName?
  package var comment: String?
  /// Whether readers see only the rows that policies let through.
  package var hasRowSecurity: Bool
  /// Redshift only; nil elsewhere, and where it is left to Redshift.
  package var distribution: Distribution?
  /// Redshift only; nil elsewhere, and where it is left to Redshift.
  package var sortKey: SortKey?

  package init(
    address: TableAddress, columns: [Column], primaryKey: [String] = [],
    uniqueKeys: [[String]] = [], foreignKeys: [ForeignKey] = [], checks: [CheckConstraint]? = nil,
    indexes: [TableIndex]? = nil, partitioning: Partitioning? = nil,
    partitions: [TablePartition]? = nil, owner: RoleName? = nil, comment: String? = nil,
    hasRowSecurity: Bool = false, distribution: Distribution? = nil, sortKey: SortKey? = nil
  ) {
    self.address = address
    self.columns = columns
    self.primaryKey = primaryKey
    self.uniqueKeys = uniqueKeys
    self.foreignKeys = foreignKeys
    self.checks = checks
    self.indexes = indexes
    self.partitioning = partitioning
    self.partitions = partitions
    self.owner = owner
    self.comment = comment
    self.hasRowSecurity = hasRowSecurity
    self.distribution = distribution
    self.sortKey = sortKey
  }
}

/// How Redshift spreads a table's rows over its slices.
package enum Distribution: Hashable, Sendable, Codable {
  case all
  case even
  case key(String)
}

/// How Redshift sorts a table's rows.
package struct SortKey: Hashable, Sendable, Codable {
  /// The most important first; at least one.
  package var columns: [String]
  /// By each column alike, instead of by the first, then the second; cannot be changed to.
  package var isInterleaved: Bool

  package init(_ columns: [String], isInterleaved: Bool = false) {
    self.columns = columns
    self.isInterleaved = isInterleaved
  }
}
