/// A view of the warehouse.
package struct WarehouseView: Hashable, Sendable, Codable {
  package var address: TableAddress
  /// The query, in the canonical text of the warehouse's dialect.
  package var body: String
  package var columns: [Column]
  /// Whether conditions of the reader are kept from seeing rows the view hides.
  package var isSecurityBarrier: Bool
  package var owner: RoleName?
  package var comment: String?

  package init(
    address: TableAddress, body: String, columns: [Column], isSecurityBarrier: Bool = false,
    owner: RoleName? = nil, comment: String? = nil
  ) {
    self.address = address
    self.body = body
    self.columns = columns
    self.isSecurityBarrier = isSecurityBarrier
    self.owner = owner
    self.comment = comment
  }
}
