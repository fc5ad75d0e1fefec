internal import Iceberg
internal import JSON

/// A request as the routes see it.
struct CatalogRequest: Sendable {
  enum Method: String, Sendable {
    case get = "GET"
    case head = "HEAD"
    case post = "POST"
    case delete = "DELETE"
  }

  let method: Method
  /// Decoded segments of the path.
  let path: [String]
  /// Decoded.
  let query: [String: String]
  let body: [UInt8]

  /// The body as JSON.
  func json() throws(CatalogError) -> JSONValue {
    do {
      return try JSONValue(parsing: body)
    } catch {
      throw .badRequest("The body is not JSON: \(error).")
    }
  }
}

/// What the routes answer; no body for nil.
struct CatalogResponse: Sendable {
  let status: Int
  let body: JSONValue?

  init(_ status: Int, _ body: JSONValue? = nil) {
    self.status = status
    self.body = body
  }
}

/// The paths of the Iceberg REST catalog protocol, and what each does.
struct CatalogRoutes: Sendable {
  let catalog: LakeCatalog
  /// The `warehouse` that clients may ask for.
  let warehouse: String

  /// Never throws: a failure is an answer too.
  func respond(to request: CatalogRequest) async -> CatalogResponse {
    do throws(CatalogError) {
      return try await route(request)
    } catch {
      return CatalogResponse(error.status, request.method == .head ? nil : error.json)
    }
  }

  private func route(_ request: CatalogRequest) async throws(CatalogError) -> CatalogResponse {
    let path = request.path
    guard path.first == "v1" else { throw Self.unknownPath }
    switch (request.method, path.dropFirst().first, path.count) {
    case (.get, "config", 2): return try config(request)
    case (_, "namespaces", 2...): return try await namespaceRoutes(request)
    case (.post, "tables", 3) where path[2] == "rename": return try await rename(request)
    case (.post, "transactions", 3) where path[2] == "commit":
      return try await commitTransaction(request)
    default: throw Self.unknownPath
    }
  }

  static let unknownPath = CatalogError(
    404, "NoSuchEndpointException", "The catalog has no such endpoint.")

  private func namespaceRoutes(
    _ request: CatalogRequest
  ) async throws(CatalogError) -> CatalogResponse {
    let path = request.path
    guard path.count > 2 else {
      switch request.method {
      case .get: return try await listNamespaces(request)
      case .post: return try await createNamespace(request)
      default: throw Self.unknownPath
      }
    }
    let namespace = try NamespaceName(joined: path[2])
    switch (request.method, path.count > 3 ? path[3] : "", path.count) {
    case (.get, "", 3): return try await loadNamespace(namespace)
    case (.head, "", 3):
      _ = try await catalog.properties(of: namespace)
      return CatalogResponse(204)
    case (.delete, "", 3):
      try await catalog.dropNamespace(namespace)
      return CatalogResponse(204)
    case (.post, "properties", 4): return try await updateNamespace(namespace, request)
    case (.get, "tables", 4): return try await listTables(namespace)
    case (.post, "tables", 4): return try await createTable(namespace, request)
    case (.post, "register", 4): return try await register(namespace, request)
    case (_, "tables", 5):
      return try await tableRoutes(TableName(namespace, path[4]), request)
    case (.get, "views", 4):
      _ = try await catalog.properties(of: namespace)
      return CatalogResponse(200, ["identifiers": []])
    case (_, "views", 5):
      throw CatalogError(404, "NoSuchViewException", "View does not exist: \(namespace).\(path[4])")
    default: throw Self.unknownPath
    }
  }

  private func tableRoutes(
    _ table: TableName, _ request: CatalogRequest
  ) async throws(CatalogError) -> CatalogResponse {
    switch request.method {
    case .get:
      return try await Self.response(catalog.load(table), snapshots: request.query["snapshots"])
    case .head:
      guard try await catalog.exists(table) else { throw .noSuchTable(table) }
      return CatalogResponse(204)
    case .post:
      let body = try request.json()
      let commit = try Self.reading { () throws(IcebergError) in try TableCommit(json: body) }
      let loaded = try await catalog.commit([TableChange(table, commit)])
      return Self.response(loaded[0])
    case .delete:
      let purge = request.query["purgeRequested"]?.lowercased() == "true"
      try await catalog.drop(table, purge: purge)
      return CatalogResponse(204)
    }
  }
}

extension CatalogRoutes {
  /// What clients may use. The prefix is written literally, and this catalog has none.
  private static let endpoints = [
    "GET /v1/{prefix}/namespaces", "POST /v1/{prefix}/namespaces",
    "GET /v1/{prefix}/namespaces/{namespace}", "HEAD /v1/{prefix}/namespaces/{namespace}",
    "DELETE /v1/{prefix}/namespaces/{namespace}",
    "POST /v1/{prefix}/namespaces/{namespace}/properties",
    "GET /v1/{prefix}/namespaces/{namespace}/tables",
    "POST /v1/{prefix}/namespaces/{namespace}/tables",
    "GET /v1/{prefix}/namespaces/{namespace}/tables/{table}",
    "HEAD /v1/{prefix}/namespaces/{namespace}/tables/{table}",
    "POST /v1/{prefix}/namespaces/{namespace}/tables/{table}",
    "DELETE /v1/{prefix}/namespaces/{namespace}/tables/{table}",
    "POST /v1/{prefix}/namespaces/{namespace}/register", "POST /v1/{prefix}/tables/rename",
    "POST /v1/{prefix}/transactions/commit",
  ]

  private func config(_ request: CatalogRequest) throws(CatalogError) -> CatalogResponse {
    if let wanted = request.query["warehouse"], !wanted.isEmpty, wanted != warehouse {
      throw CatalogError(
        404, "NoSuchWarehouseException",
        "This catalog serves the warehouse '\(warehouse)', not '\(wanted)'.")
    }
    return CatalogResponse(
      200,
      [
        "defaults": [:], "overrides": [:],
        "endpoints": .array(Self.endpoints.map { .string($0) }),
      ])
  }

  private func listNamespaces(
    _ request: CatalogRequest
  ) async throws(CatalogError) -> CatalogResponse {
    var parent: NamespaceName?
    if let text = request.query["parent"], !text.isEmpty {
      parent = try NamespaceName(joined: text)
    }
    let names = try await catalog.namespaces(in: parent)
    return CatalogResponse(200, ["namespaces": .array(names.map { Self.json(of: $0) })])
  }

  private func createNamespace(
    _ request: CatalogRequest
  ) async throws(CatalogError) -> CatalogResponse {
    let body = try request.json()
    let namespace = try Self.namespace(body["namespace"])
    let properties = try Self.strings(body["properties"])
    try await catalog.createNamespace(namespace, properties: properties)
    return try await loadNamespace(namespace)
  }

  private func loadNamespace(
    _ namespace: NamespaceName
  ) async throws(CatalogError) -> CatalogResponse {
    let properties = try await catalog.properties(of: namespace)
    return CatalogResponse(
      200, ["namespace": Self.json(of: namespace), "properties": Self.json(of: properties)])
  }

  private func updateNamespace(
    _ namespace: NamespaceName, _ request: CatalogRequest
  ) async throws(CatalogError) -> CatalogResponse {
    let body = try request.json()
    let updates = try Self.strings(body["updates"])
    let removals = (body["removals"]?.arrayValue ?? []).compactMap(\.stringValue)
    let outcome = try await catalog.updateNamespace(
      namespace, removals: removals, updates: updates)
    return CatalogResponse(
      200,
      [
        "updated": .array(updates.keys.sorted().map { .string($0) }),
        "removed": .array(outcome.removed.map { .string($0) }),
        "missing": .array(outcome.missing.map { .string($0) }),
      ])
  }

  private func listTables(
    _ namespace: NamespaceName
  ) async throws(CatalogError) -> CatalogResponse {
    let tables = try await catalog.tables(in: namespace)
    return CatalogResponse(200, ["identifiers": .array(tables.map { Self.json(of: $0) })])
  }

  private func createTable(
    _ namespace: NamespaceName, _ request: CatalogRequest
  ) async throws(CatalogError) -> CatalogResponse {
    let json = try request.json()
    let body = try Self.reading { () throws(IcebergError) in try CreateTableRequest(json: json) }
    return Self.response(try await catalog.create(body, in: namespace))
  }

  private func register(
    _ namespace: NamespaceName, _ request: CatalogRequest
  ) async throws(CatalogError) -> CatalogResponse {
    let body = try request.json()
    guard let name = body["name"]?.stringValue,
      let location = body["metadata-location"]?.stringValue
    else { throw .badRequest("'name' and 'metadata-location' are needed to register a table.") }
    return Self.response(
      try await catalog.register(
        TableName(namespace, name), metadataLocation: location,
        overwrite: body["overwrite"]?.boolValue ?? false))
  }

  private func rename(_ request: CatalogRequest) async throws(CatalogError) -> CatalogResponse {
    let body = try request.json()
    try await catalog.rename(
      Self.table(body["source"]), to: Self.table(body["destination"]))
    return CatalogResponse(204)
  }

  private func commitTransaction(
    _ request: CatalogRequest
  ) async throws(CatalogError) -> CatalogResponse {
    let body = try request.json()
    guard let changes = body["table-changes"]?.arrayValue else {
      throw .badRequest("'table-changes' is needed to commit a transaction.")
    }
    _ = try await catalog.commit(
      try changes.map { json throws(CatalogError) in
        let commit = try Self.reading { () throws(IcebergError) in try TableCommit(json: json) }
        return try TableChange(Self.table(json["identifier"]), commit)
      })
    return CatalogResponse(204)
  }
}

extension CatalogRoutes {
  private static func reading<Result>(
    _ read: () throws(IcebergError) -> Result
  ) throws(CatalogError) -> Result {
    do throws(IcebergError) {
      return try read()
    } catch {
      throw CatalogError(error)
    }
  }

  private static func namespace(_ json: JSONValue?) throws(CatalogError) -> NamespaceName {
    guard let levels = json?.arrayValue else {
      throw .badRequest("A namespace must be an array of strings.")
    }
    return try NamespaceName(levels.map { $0.stringValue ?? "" })
  }

  private static func table(_ json: JSONValue?) throws(CatalogError) -> TableName {
    try TableName(namespace(json?["namespace"]), json?["name"]?.stringValue ?? "")
  }

  private static func strings(_ json: JSONValue?) throws(CatalogError) -> [String: String] {
    guard let json, !json.isNull else { return [:] }
    guard let members = json.objectValue else { throw .badRequest("Properties must be an object.") }
    var result: [String: String] = [:]
    for (key, value) in members {
      guard let text = value.stringValue else {
        throw .badRequest("The property '\(key)' must be a string.")
      }
      result[key] = text
    }
    return result
  }

  private static func json(of namespace: NamespaceName) -> JSONValue {
    .array(namespace.levels.map { .string($0) })
  }

  private static func json(of table: TableName) -> JSONValue {
    ["namespace": json(of: table.namespace), "name": .string(table.name)]
  }

  private static func json(of properties: [String: String]) -> JSONValue {
    .object(JSONObject(properties.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) }))
  }

  /// `config` stays empty: clients take anything in it for settings of their file access.
  private static func response(
    _ table: LoadedTable, snapshots: String? = nil
  ) -> CatalogResponse {
    var metadata = table.metadata
    if snapshots == "refs" {
      let referenced = Set(metadata.references.values.map(\.snapshotID))
      metadata.snapshots.removeAll { !referenced.contains($0.id) }
    }
    return CatalogResponse(
      200,
      [
        "metadata-location": table.metadataLocation.map { .string($0) } ?? .null,
        "metadata": metadata.json, "config": [:],
      ])
  }
}
