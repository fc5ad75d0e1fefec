/// A reference from columns of one table to the key of another.
package struct ForeignKey: Hashable, Sendable, Codable {
  package var columns: [String]
  package var target: TableAddress
  package var targetColumns: [String]

  package init(columns: [String], target: TableAddress, targetColumns: [String]) {
    self.columns = columns
    self.target = target
    self.targetColumns = targetColumns
  }
}
