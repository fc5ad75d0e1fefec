package import Iceberg
internal import Ports

/// A table as the catalog answers with it.
package struct LoadedTable: Sendable {
  /// Nil for a table that is only staged.
  package let metadataLocation: String?
  package let metadata: TableMetadata
}

/// The catalog behind the server: pointers in a store, metadata in files.
///
/// A commit writes its metadata file onto the disk before the pointer moves, so at every moment each
/// pointer names a whole file; what a crash leaves behind is at most a file that nobody names.
package struct LakeCatalog: Sendable {
  /// How often a commit is tried when others get in between.
  static let commitAttempts = 8

  let store: any PointerStore
  let files: MetadataFiles
  /// Milliseconds since 1970, UTC.
  let now: @Sendable () -> Int64

  /// - Parameters:
  ///   - folder: an absolute path; all tables live below it.
  ///   - now: milliseconds since 1970, UTC.
  package init(
    store: any PointerStore, folder: String, now: @escaping @Sendable () -> Int64
  ) {
    self.store = store
    self.now = now
    var folder = folder
    while folder.count > 1, folder.hasSuffix("/") { folder.removeLast() }
    files = MetadataFiles(folder: folder)
  }
}

extension LakeCatalog {
  /// The direct children of a namespace, or of the top; sorted.
  package func namespaces(in parent: NamespaceName?) async throws(CatalogError) -> [NamespaceName] {
    let all = try await ask { store throws(PortError) in try await store.namespaces() }
    if let parent, !all.contains(parent) { throw .noSuchNamespace(parent) }
    return all.filter { $0.parent == parent }
  }

  package func properties(
    of namespace: NamespaceName
  ) async throws(CatalogError) -> [String: String] {
    let properties = try await ask { store throws(PortError) in
      try await store.properties(of: namespace)
    }
    guard let properties else { throw .noSuchNamespace(namespace) }
    return properties
  }

  package func createNamespace(
    _ namespace: NamespaceName, properties: [String: String]
  ) async throws(CatalogError) {
    try await ask(
      missing: .noSuchNamespace(namespace.parent ?? namespace),
      conflict: .exists("The namespace '\(namespace)'")
    ) { store throws(PortError) in
      try await store.createNamespace(namespace, properties: properties)
    }
  }

  /// - Throws: 422 when a key is both removed and set.
  package func updateNamespace(
    _ namespace: NamespaceName, removals: [String], updates: [String: String]
  ) async throws(CatalogError) -> (removed: [String], missing: [String]) {
    if let key = removals.first(where: { updates[$0] != nil }) {
      throw CatalogError(
        422, "UnprocessableEntityException", "The key '\(key)' is both removed and set.")
    }
    let before = try await properties(of: namespace)
    try await ask(missing: .noSuchNamespace(namespace)) { store throws(PortError) in
      try await store.updateNamespace(namespace) { properties in
        properties.filter { !removals.contains($0.key) }.merging(updates) { _, new in new }
      }
    }
    return (removals.filter { before[$0] != nil }, removals.filter { before[$0] == nil })
  }

  package func dropNamespace(_ namespace: NamespaceName) async throws(CatalogError) {
    try await ask(
      missing: .noSuchNamespace(namespace),
      conflict: CatalogError(
        409, "NamespaceNotEmptyException", "The namespace '\(namespace)' is not empty.")
    ) { store throws(PortError) in try await store.dropNamespace(namespace) }
  }

  package func tables(in namespace: NamespaceName) async throws(CatalogError) -> [TableName] {
    let tables = try await ask { store throws(PortError) in
      try await store.tables(in: namespace)
    }
    guard let tables else { throw .noSuchNamespace(namespace) }
    return tables
  }

  package func exists(_ table: TableName) async throws(CatalogError) -> Bool {
    try await pointer(of: table) != nil
  }

  package func load(_ table: TableName) async throws(CatalogError) -> LoadedTable {
    guard let location = try await pointer(of: table) else { throw .noSuchTable(table) }
    return LoadedTable(metadataLocation: location, metadata: try await files.read(location))
  }

  package func rename(_ table: TableName, to name: TableName) async throws(CatalogError) {
    let isThere = try await exists(table)
    try await ask(
      missing: isThere ? .noSuchNamespace(name.namespace) : .noSuchTable(table),
      conflict: .exists("The table '\(name)'")
    ) { store throws(PortError) in try await store.rename(table, to: name) }
  }

  /// Takes the pointer away. The files go only when that is asked for, the table allows it, and no
  /// other table shares its folder.
  package func drop(_ table: TableName, purge: Bool) async throws(CatalogError) {
    let location = try await ask(missing: .noSuchTable(table)) { store throws(PortError) in
      try await store.drop(table)
    }
    guard purge, let metadata = try? await files.read(location),
      metadata.properties["gc.enabled"]?.lowercased() != "false"
    else { return }
    let others = try await ask { store throws(PortError) in try await store.allPointers() }
    for other in Set(others.values) {
      let folder = try await files.read(other).location + "/"
      let own = metadata.location + "/"
      if folder.hasPrefix(own) || own.hasPrefix(folder) { return }
    }
    try await files.removeAll(below: metadata.location)
  }

  func pointer(of table: TableName) async throws(CatalogError) -> String? {
    try await ask { store throws(PortError) in try await store.pointer(of: table) }
  }

  /// Asks the store, and says what its failures mean here.
  @discardableResult
  func ask<Result>(
    missing: CatalogError? = nil, conflict: CatalogError? = nil, isCommit: Bool = false,
    _ work: (any PointerStore) async throws(PortError) -> Result
  ) async throws(CatalogError) -> Result {
    do throws(PortError) {
      return try await work(store)
    } catch {
      switch error.kind {
      case .missing: throw missing ?? CatalogError(error, isCommit: isCommit)
      case .conflict: throw conflict ?? CatalogError(error, isCommit: isCommit)
      default: throw CatalogError(error, isCommit: isCommit)
      }
    }
  }
}
