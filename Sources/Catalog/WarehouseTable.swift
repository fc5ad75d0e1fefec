/// A table of the warehouse.
///
/// What only some tables have is nil on the desired side where specs say nothing of it: the live one
/// stays as it is.
package struct WarehouseTable: Hashable, Sendable {
  package var address: TableAddress
  package var columns: [Column]
  /// Empty when there is none.
  package var primaryKey: [String]
  /// The database principal that owns it; nil on the desired side is no opinion.
  package var owner: RoleName?
  package var comment: String?
  /// Whether readers see only the rows that policies let through.
  package var hasRowSecurity: Bool
  /// What few tables have, behind one reference: tables are copied by the thousand.
  private var rest: Rest

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
    self.owner = owner
    self.comment = comment
    self.hasRowSecurity = hasRowSecurity
    rest = Rest(
      Parts(
        uniqueKeys: uniqueKeys, foreignKeys: foreignKeys, checks: checks, indexes: indexes,
        partitioning: partitioning, partitions: partitions, distribution: distribution,
        sortKey: sortKey))
  }

  /// Each a list of columns; sorted.
  package var uniqueKeys: [[String]] {
    get { rest.parts.uniqueKeys }
    set { edit { $0.uniqueKeys = newValue } }
  }

  /// Sorted by columns.
  package var foreignKeys: [ForeignKey] {
    get { rest.parts.foreignKeys }
    set { edit { $0.foreignKeys = newValue } }
  }

  /// Sorted by name.
  package var checks: [CheckConstraint]? {
    get { rest.parts.checks }
    set { edit { $0.checks = newValue } }
  }

  /// Sorted by name; without those that stand behind keys.
  package var indexes: [TableIndex]? {
    get { rest.parts.indexes }
    set { edit { $0.indexes = newValue } }
  }

  package var partitioning: Partitioning? {
    get { rest.parts.partitioning }
    set { edit { $0.partitioning = newValue } }
  }

  /// Sorted by address.
  package var partitions: [TablePartition]? {
    get { rest.parts.partitions }
    set { edit { $0.partitions = newValue } }
  }

  /// Redshift only; nil elsewhere, and where it is left to Redshift.
  package var distribution: Distribution? {
    get { rest.parts.distribution }
    set { edit { $0.distribution = newValue } }
  }

  /// Redshift only; nil elsewhere, and where it is left to Redshift.
  package var sortKey: SortKey? {
    get { rest.parts.sortKey }
    set { edit { $0.sortKey = newValue } }
  }

  private mutating func edit(_ body: (inout Parts) -> Void) {
    var parts = rest.parts
    body(&parts)
    if parts != rest.parts { rest = Rest(parts) }
  }

  private struct Parts: Hashable, Codable {
    var uniqueKeys: [[String]]
    var foreignKeys: [ForeignKey]
    var checks: [CheckConstraint]?
    var indexes: [TableIndex]?
    var partitioning: Partitioning?
    var partitions: [TablePartition]?
    var distribution: Distribution?
    var sortKey: SortKey?
  }

  private final class Rest: Hashable, Sendable {
    let parts: Parts

    init(_ parts: Parts) { self.parts = parts }

    static func == (a: Rest, b: Rest) -> Bool { a === b || a.parts == b.parts }

    func hash(into hasher: inout Hasher) { hasher.combine(parts) }
  }
}

extension WarehouseTable: Codable {
  private enum CodingKeys: CodingKey {
    case address, columns, primaryKey, owner, comment, hasRowSecurity
  }

  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    address = try values.decode(TableAddress.self, forKey: .address)
    columns = try values.decode([Column].self, forKey: .columns)
    primaryKey = try values.decode([String].self, forKey: .primaryKey)
    owner = try values.decodeIfPresent(RoleName.self, forKey: .owner)
    comment = try values.decodeIfPresent(String.self, forKey: .comment)
    hasRowSecurity = try values.decode(Bool.self, forKey: .hasRowSecurity)
    rest = Rest(try Parts(from: decoder))
  }

  package func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(address, forKey: .address)
    try values.encode(columns, forKey: .columns)
    try values.encode(primaryKey, forKey: .primaryKey)
    try values.encodeIfPresent(owner, forKey: .owner)
    try values.encodeIfPresent(comment, forKey: .comment)
    try values.encode(hasRowSecurity, forKey: .hasRowSecurity)
    try rest.parts.encode(to: encoder)
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
