/// A table of the warehouse.
package struct WarehouseTable: Hashable, Sendable, Codable {
  package var address: TableAddress
  package var columns: [Column]
  /// Empty when there is none.
  package var primaryKey: [String]
  /// Each a list of columns; sorted.
  package var uniqueKeys: [[String]]
  /// Sorted by columns.
  package var foreignKeys: [ForeignKey]
  /// The database principal that owns it; nil on the desired side is no opinion.
  package var owner: RoleName?
  package var comment: String?
  /// Whether readers see only the rows that policies let through.
  package var hasRowSecurity: Bool
  /// Redshift only; nil elsewhere, and where it is left to Redshift.
  package var distribution: Distribution?
  /// Redshift's sort key; empty elsewhere, and where it is left to Redshift.
  package var sortKey: [String]

  package init(
    address: TableAddress, columns: [Column], primaryKey: [String] = [],
    uniqueKeys: [[String]] = [], foreignKeys: [ForeignKey] = [], owner: RoleName? = nil,
    comment: String? = nil, hasRowSecurity: Bool = false, distribution: Distribution? = nil,
    sortKey: [String] = []
  ) {
    self.address = address
    self.columns = columns
    self.primaryKey = primaryKey
    self.uniqueKeys = uniqueKeys
    self.foreignKeys = foreignKeys
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
