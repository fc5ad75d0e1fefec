package import Catalog

/// A column of a table of the star, and the column of the lake that it is filled from.
package struct StarColumn: Hashable, Sendable {
  package let name: String
  package let type: DataType
  /// The column's name in the source table.
  package let sourceName: String
  /// The column's type in the source table.
  package let sourceType: DataType
  /// Whether the source never has a null here.
  package let isRequired: Bool
  package let comment: String?

  package init(
    _ name: String, _ type: DataType, from sourceName: String, _ sourceType: DataType,
    isRequired: Bool = false, comment: String? = nil
  ) {
    self.name = name
    self.type = type
    self.sourceName = sourceName
    self.sourceType = sourceType
    self.isRequired = isRequired
    self.comment = comment
  }
}
