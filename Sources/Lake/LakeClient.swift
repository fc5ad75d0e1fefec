package import Catalog
internal import Connect
package import Iceberg
internal import JSON
package import Ports

/// A table as its catalog holds it.
package struct LiveTable: Sendable {
  package let address: TableAddress
  /// Where the metadata file is.
  package let metadataLocation: String
  package let metadata: TableMetadata
}

/// A client of one Iceberg REST catalog.
///
/// Errors are `.missing` for 404, `.conflict` for 409 (nothing was applied), `.denied` for 401, 403
/// and 419, `.refused` for other mistakes. After an answer that says nothing about a change's
/// outcome (500 to 504, or none), the change is looked for, and the error is `.unreachable` only
/// when it did not take effect or the catalog stays silent.
package struct LakeClient: Sendable {
  let wire: CatalogWire

  /// Asks the catalog for its configuration. One request.
  package static func connect(
    _ settings: LakeClientSettings
  ) async throws(PortError) -> LakeClient {
    LakeClient(wire: try await CatalogWire.connect(settings))
  }

  /// The namespaces right below a namespace, or at the top; sorted.
  package func namespaces(
    in parent: SchemaAddress? = nil
  ) async throws(PortError) -> [SchemaAddress] {
    let query =
      parent.map { [("parent", $0.levels.joined(separator: CatalogWire.separator))] } ?? []
    let pages = try await wire.pages(["namespaces"], query: query, key: "namespaces")
    return pages.compactMap { value in
      (value.arrayValue?.compactMap(\.stringValue)).map {
        SchemaAddress(.lake, $0.joined(separator: "."))
      }
    }.sorted()
  }

  /// The properties of a namespace; nil when there is none of that name.
  package func properties(
    of namespace: SchemaAddress
  ) async throws(PortError) -> [String: String]? {
    do throws(PortError) {
      let answer = try await wire.send(.get, ["namespaces", .namespace(namespace)])
      let members = answer?["properties"]?.objectValue ?? [:]
      return Dictionary(
        members.compactMap { member in member.value.stringValue.map { (member.key, $0) } },
        uniquingKeysWith: { _, last in last })
    } catch {
      if error.kind == .missing { return nil }
      throw error
    }
  }

  /// - Throws: `.conflict` when it exists.
  package func createNamespace(
    _ namespace: SchemaAddress, properties: [String: String] = [:]
  ) async throws(PortError) {
    let body: JSONValue = [
      "namespace": .array(namespace.levels.map { .string($0) }), "properties": .strings(properties),
    ]
    try await wire.change { wire throws(PortError) in
      try await wire.send(.post, ["namespaces"], body: body)
    } tookEffect: { () throws(PortError) in
      try await self.properties(of: namespace) != nil
    }
  }

  /// A key must not be both removed and set.
  package func updateNamespace(
    _ namespace: SchemaAddress, removals: [String], updates: [String: String]
  ) async throws(PortError) {
    let body: JSONValue = [
      "removals": .array(removals.map { .string($0) }), "updates": .strings(updates),
    ]
    try await wire.change { wire throws(PortError) in
      try await wire.send(.post, ["namespaces", .namespace(namespace), "properties"], body: body)
    } tookEffect: { () throws(PortError) in
      guard let live = try await self.properties(of: namespace) else { return false }
      return updates.allSatisfy { live[$0.key] == $0.value }
        && removals.allSatisfy { live[$0] == nil }
    }
  }

  /// - Throws: `.conflict` when it is not empty.
  package func dropNamespace(_ namespace: SchemaAddress) async throws(PortError) {
    try await wire.change { wire throws(PortError) in
      try await wire.send(.delete, ["namespaces", .namespace(namespace)])
    } tookEffect: { () throws(PortError) in
      try await self.properties(of: namespace) == nil
    }
  }

  /// The tables of a namespace, sorted.
  ///
  /// - Throws: `.missing` when there is no such namespace.
  package func tables(in namespace: SchemaAddress) async throws(PortError) -> [TableAddress] {
    let pages = try await wire.pages(
      ["namespaces", .namespace(namespace), "tables"], query: [], key: "identifiers")
    return pages.compactMap { $0["name"]?.stringValue }
      .map { TableAddress(namespace, $0) }.sorted()
  }

  /// - Throws: `.missing` when there is no such table.
  package func load(_ table: TableAddress) async throws(PortError) -> LiveTable {
    try wire.table(table, try await wire.send(.get, .table(table)))
  }

  /// Nil when there is no such table.
  package func loadIfPresent(_ table: TableAddress) async throws(PortError) -> LiveTable? {
    do throws(PortError) {
      return try await load(table)
    } catch {
      if error.kind == .missing { return nil }
      throw error
    }
  }
}

extension LakeClient {
  /// Makes a table; the catalog gives its own IDs.
  ///
  /// - Throws: `.conflict` when it exists, `.missing` without its namespace, `.refused` when Iceberg
  ///   does not allow it.
  @discardableResult
  package func create(_ table: LakeTable) async throws(PortError) -> LiveTable {
    let request: CreateTableRequest
    do throws(IcebergError) {
      request = try CreateTableRequest(table)
    } catch {
      throw PortError(.refused, error.message).adding("table", table.address.dotted)
    }
    try await create(table.address, body: request.json)
    return try await load(table.address)
  }

  /// Sends a create request as it is (Iceberg REST, Create table).
  func create(_ table: TableAddress, body: JSONValue) async throws(PortError) {
    try await wire.change { wire throws(PortError) in
      try await wire.send(
        .post, ["namespaces", .namespace(table.schema), "tables"], body: body)
    } tookEffect: { () throws(PortError) in
      try await self.loadIfPresent(table) != nil
    }
  }

  /// Changes a table in one commit.
  ///
  /// - Throws: `.conflict` when a requirement is not met.
  package func commit(
    _ commit: TableCommit, to table: TableAddress
  ) async throws(PortError) {
    var body = commit.json.objectValue ?? [:]
    body["identifier"] = .identifier(table)
    let json = JSONValue.object(body)
    try await wire.change { wire throws(PortError) in
      try await wire.send(.post, .table(table), body: json)
    } tookEffect: { () throws(PortError) in
      try await self.loadIfPresent(table).flatMap { commit.isReflected(in: $0.metadata) }
    }
  }

  /// Changes several tables, all or none.
  ///
  /// - Throws: `.conflict` when a requirement is not met, `.refused` when the catalog cannot do it.
  package func commit(
    _ commits: [(table: TableAddress, commit: TableCommit)]
  ) async throws(PortError) {
    guard wire.supports("POST /v1/{prefix}/transactions/commit") else {
      throw PortError(.refused, "The catalog cannot change several tables in one commit.")
    }
    let changes = commits.map { table, commit in
      var change = commit.json.objectValue ?? [:]
      change["identifier"] = .identifier(table)
      return JSONValue.object(change)
    }
    try await wire.change { wire throws(PortError) in
      try await wire.send(
        .post, ["transactions", "commit"], body: ["table-changes": .array(changes)])
    } tookEffect: { () throws(PortError) in
      // All or none: one table speaks for all.
      guard let first = commits.first else { return true }
      return try await self.loadIfPresent(first.table).flatMap {
        first.commit.isReflected(in: $0.metadata)
      }
    }
  }

  /// Makes a table of a metadata file that exists; both share what the file names.
  ///
  /// - Throws: `.conflict` when the table exists.
  @discardableResult
  package func register(
    _ table: TableAddress, metadataLocation: String
  ) async throws(PortError) -> LiveTable {
    let body: JSONValue = [
      "name": .string(table.name), "metadata-location": .string(metadataLocation),
    ]
    try await wire.change { wire throws(PortError) in
      try await wire.send(
        .post, ["namespaces", .namespace(table.schema), "register"], body: body)
    } tookEffect: { () throws(PortError) in
      try await self.loadIfPresent(table)?.metadataLocation == metadataLocation
    }
    return try await load(table)
  }

  /// - Throws: `.missing` when there is no such table, `.conflict` when the new name is taken.
  package func rename(
    _ table: TableAddress, to name: TableAddress
  ) async throws(PortError) {
    let body: JSONValue = ["source": .identifier(table), "destination": .identifier(name)]
    try await wire.change { wire throws(PortError) in
      try await wire.send(.post, ["tables", "rename"], body: body)
    } tookEffect: { () throws(PortError) in
      guard try await self.loadIfPresent(name) != nil else { return false }
      return try await self.loadIfPresent(table) == nil
    }
  }

  /// Takes a table out of the catalog. Its files stay.
  ///
  /// - Throws: `.missing` when there is no such table.
  package func drop(_ table: TableAddress) async throws(PortError) {
    try await wire.change { wire throws(PortError) in
      try await wire.send(.delete, .table(table), query: [("purgeRequested", "false")])
    } tookEffect: { () throws(PortError) in
      try await self.loadIfPresent(table) == nil
    }
  }
}

extension SchemaAddress {
  /// The levels of a namespace: its name split at the dots.
  var levels: [String] { name.split(separator: ".").map(String.init) }
}

extension JSONValue {
  fileprivate static func strings(_ properties: [String: String]) -> JSONValue {
    .object(JSONObject(properties.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) }))
  }

  fileprivate static func identifier(_ table: TableAddress) -> JSONValue {
    [
      "namespace": .array(table.schema.levels.map { .string($0) }), "name": .string(table.name),
    ]
  }
}
