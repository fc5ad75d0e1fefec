/// The levels of a namespace, at least one; none is empty.
package struct NamespaceName: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// Stands between the levels in paths and in the pointer store (Iceberg REST, namespace
  /// parameter).
  package static let separator: Character = "\u{1F}"

  package let levels: [String]

  /// - Throws: 400 for a name that engines could not address.
  package init(_ levels: [String]) throws(CatalogError) {
    guard !levels.isEmpty else { throw .badRequest("A namespace must have a name.") }
    for level in levels { try Self.check(level, of: "namespace") }
    self.levels = levels
  }

  /// Reads what `joined` gives.
  package init(joined text: String) throws(CatalogError) {
    try self.init(
      text.split(separator: Self.separator, omittingEmptySubsequences: false).map(String.init))
  }

  /// The levels with the separator between them.
  package var joined: String { levels.joined(separator: String(Self.separator)) }

  /// Nil at the top.
  package var parent: NamespaceName? {
    levels.count > 1 ? try? NamespaceName(Array(levels.dropLast())) : nil
  }

  package var description: String { levels.joined(separator: ".") }

  package static func < (a: Self, b: Self) -> Bool {
    a.levels.lexicographicallyPrecedes(b.levels)
  }

  /// Dots join levels in SQL, clients disagree about `+` and blanks in paths, and the rest cannot
  /// stand in a path at all.
  static func check(_ name: String, of what: String) throws(CatalogError) {
    let isFree = name.unicodeScalars.allSatisfy {
      $0.value > 0x20 && $0.value != 0x7F && !"./\\+%".unicodeScalars.contains($0)
    }
    guard isFree, !name.isEmpty, name.utf8.count <= 255 else {
      throw .badRequest("'\(name)' cannot be the name of a \(what).")
    }
  }
}

/// A table of the catalog.
package struct TableName: Hashable, Sendable, Comparable, CustomStringConvertible {
  package let namespace: NamespaceName
  package let name: String

  /// - Throws: 400 for a name that engines could not address.
  package init(_ namespace: NamespaceName, _ name: String) throws(CatalogError) {
    try NamespaceName.check(name, of: "table")
    self.namespace = namespace
    self.name = name
  }

  package var description: String { "\(namespace).\(name)" }

  package static func < (a: Self, b: Self) -> Bool {
    (a.namespace, a.name) < (b.namespace, b.name)
  }
}
