package import Catalog
package import Diagnostics

/// Where the objects of a project are declared. The first declaration of an object counts.
package struct Provenance: Sendable {
  private var objects: [ObjectAddress: SourceSpan] = [:]
  /// In the order in which they were declared; tables have few columns.
  private var columns: [TableAddress: [(name: String, span: SourceSpan)]] = [:]

  init() {}

  /// Where an object is declared; nil when no spec does.
  package subscript(_ address: ObjectAddress) -> SourceSpan? {
    guard case .column(let column) = address else { return objects[address] }
    return columns[column.table]?.first { $0.name == column.name }?.span
  }

  mutating func declare(_ address: ObjectAddress, at span: SourceSpan) {
    guard case .column(let column) = address else {
      if objects[address] == nil { objects[address] = span }
      return
    }
    if self[address] == nil { columns[column.table, default: []].append((column.name, span)) }
  }

  /// Takes over what another one declares; where both do, this one counts.
  mutating func merge(_ other: Provenance) {
    objects.merge(other.objects) { first, _ in first }
    columns.merge(other.columns) { first, _ in first }
  }

  mutating func reserveCapacity(tables: Int) {
    objects.reserveCapacity(objects.count + tables)
    columns.reserveCapacity(columns.count + tables)
  }

  /// Declares all columns of a table at once.
  mutating func declare(_ columns: [(name: String, span: SourceSpan)], of table: TableAddress) {
    if self.columns[table] == nil { self.columns[table] = columns }
  }
}
