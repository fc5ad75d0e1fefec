package import Ports

/// What one commit does with the pointer of one table.
package struct PointerSwap: Hashable, Sendable {
  package let table: TableName
  /// Where the pointer must point; nil when the table must not exist.
  package let expected: String?
  package let new: String

  package init(_ table: TableName, expected: String?, new: String) {
    self.table = table
    self.expected = expected
    self.new = new
  }
}

/// Keeps namespaces, and for each table where its current metadata file is. This is all that changes
/// in a catalog: metadata files never do.
package protocol PointerStore: Sendable {
  /// Makes the store usable; does nothing when it is.
  func prepare() async throws(PortError)

  /// Every namespace, sorted.
  func namespaces() async throws(PortError) -> [NamespaceName]

  /// Nil when there is no such namespace.
  func properties(of namespace: NamespaceName) async throws(PortError) -> [String: String]?

  /// - Throws: `.conflict` when it exists, `.missing` when its parent does not.
  func createNamespace(_ namespace: NamespaceName, properties: [String: String])
    async throws(PortError)

  /// Replaces the properties by what `change` makes of them; nobody else changes them meanwhile.
  ///
  /// - Throws: `.missing` when there is no such namespace.
  func updateNamespace(
    _ namespace: NamespaceName,
    _ change: @Sendable ([String: String]) -> [String: String]
  ) async throws(PortError)

  /// - Throws: `.missing` when there is none, `.conflict` when it has tables or namespaces.
  func dropNamespace(_ namespace: NamespaceName) async throws(PortError)

  /// The tables of a namespace, sorted; nil when there is no such namespace.
  func tables(in namespace: NamespaceName) async throws(PortError) -> [TableName]?

  /// The metadata location of every table.
  func allPointers() async throws(PortError) -> [TableName: String]

  /// The metadata location of a table; nil when there is none.
  func pointer(of table: TableName) async throws(PortError) -> String?

  /// Moves all pointers or none. Each table stands once.
  ///
  /// - Throws: `.conflict` when a pointer is not where it was expected, `.missing` when a new
  ///   table's namespace does not exist.
  func swap(_ swaps: [PointerSwap]) async throws(PortError)

  /// - Throws: `.missing` when there is no such table or no namespace for it, `.conflict` when the
  ///   new name is taken.
  func rename(_ table: TableName, to name: TableName) async throws(PortError)

  /// Returns where it pointed.
  ///
  /// - Throws: `.missing` when there is no such table.
  func drop(_ table: TableName) async throws(PortError) -> String
}
