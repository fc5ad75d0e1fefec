/// A column of a table in the lake or the warehouse.
package struct Column: Hashable, Sendable, Codable {
  package var name: String
  package var type: DataType
  /// `required` in Iceberg, `NOT NULL` in the warehouse.
  package var isRequired: Bool
  /// The column's documentation; nil when there is none, never empty.
  package var comment: String?
  /// An SQL expression in the canonical text of the warehouse's dialect. Never set in the lake.
  package var defaultValue: String?

  package init(
    _ name: String, _ type: DataType, isRequired: Bool = false, comment: String? = nil,
    defaultValue: String? = nil
  ) {
    self.name = name
    self.type = type
    self.isRequired = isRequired
    self.comment = comment
    self.defaultValue = defaultValue
  }
}
