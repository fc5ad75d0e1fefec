/// A schema of the warehouse.
package struct WarehouseSchema: Hashable, Sendable, Codable {
  package var address: SchemaAddress
  /// The database principal that owns it; nil on the desired side is no opinion.
  package var owner: RoleName?
  package var comment: String?

  package init(address: SchemaAddress, owner: RoleName? = nil, comment: String? = nil) {
    self.address = address
    self.owner = owner
    self.comment = comment
  }
}
