/// A view of the warehouse.
package struct WarehouseView: Hashable, Sendable, Codable {
  package enum Kind: String, Hashable, Sendable, Codable {
    case plain
    /// Redshift's: bound to what it reads only when it is read.
    case lateBinding
    /// Its rows are kept, and stay as they are until it is refreshed.
    case materialized
  }

  package var address: TableAddress
  package var kind: Kind
  /// The query, in the canonical text of the warehouse's dialect.
  package var body: String
  package var columns: [Column]
  /// Whether conditions of the reader are kept from seeing rows the view hides.
  package var isSecurityBarrier: Bool
  /// What else PostgreSQL keeps in the view's `WITH (...)`, as it keeps it: `check_option=local`.
  /// Sorted; nil on the desired side is no opinion.
  package var options: [String]?
  /// Of a materialized view. Sorted by name; nil on the desired side is no opinion.
  package var indexes: [TableIndex]?
  package var owner: RoleName?
  package var comment: String?

  package init(
    address: TableAddress, kind: Kind = .plain, body: String, columns: [Column],
    isSecurityBarrier: Bool = false, options: [String]? = nil, indexes: [TableIndex]? = nil,
    owner: RoleName? = nil, comment: String? = nil
  ) {
    self.address = address
    self.kind = kind
    self.body = body
    self.columns = columns
    self.isSecurityBarrier = isSecurityBarrier
    self.options = options
    self.indexes = indexes
    self.owner = owner
    self.comment = comment
  }
}
