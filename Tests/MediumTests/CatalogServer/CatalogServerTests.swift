import Catalog
import CatalogServer
import Connect
import Files
import Iceberg
import JSON
import Lake
import Ports
import Synchronization
import Testing

struct CatalogServerTests {
  private static let table = TableAddress(.lake, "bronze", "t")
  private static let namespace = SchemaAddress(.lake, "bronze")

  private static func description(_ address: TableAddress = table) -> LakeTable {
    LakeTable(
      address: address, columns: [Column("id", .long, isRequired: true), Column("name", .string)],
      partitionFields: [PartitionField(column: "id", transform: .bucket(count: 4))], key: ["id"])
  }

  @Test(
    arguments: [
      ("GET", "/v1/config?warehouse=other", nil, 404, "NoSuchWarehouseException"),
      ("GET", "/v1/namespaces/nope", nil, 404, "NoSuchNamespaceException"),
      ("GET", "/v1/namespaces/nope/tables", nil, 404, "NoSuchNamespaceException"),
      ("GET", "/v1/namespaces?parent=nope", nil, 404, "NoSuchNamespaceException"),
      ("GET", "/v1/namespaces/bronze/tables/x", nil, 404, "NoSuchTableException"),
      ("GET", "/v1/namespaces/bronze%1Ft/tables/snapshots", nil, 404, "NoSuchTableException"),
      ("GET", "/v1/namespaces/bronze/views/x", nil, 404, "NoSuchViewException"),
      ("POST", "/v1/namespaces", #"{"namespace":["bronze"]}"#, 409, "AlreadyExistsException"),
      ("POST", "/v1/namespaces", #"{"namespace":["a.b"]}"#, 400, "BadRequestException"),
      ("POST", "/v1/namespaces", #"{"namespace":["no","b"]}"#, 404, "NoSuchNamespaceException"),
      ("POST", "/v1/namespaces", "{", 400, "BadRequestException"),
      ("DELETE", "/v1/namespaces/bronze", nil, 409, "NamespaceNotEmptyException"),
      ("POST", "/v1/namespaces/bronze/tables", #"{"name":"t"}"#, 400, "BadRequestException"),
      (
        "POST", "/v1/namespaces/bronze/tables",
        #"{"name":"t","schema":{"type":"struct","fields":[]}}"#, 409, "AlreadyExistsException"
      ),
      (
        "POST", "/v1/namespaces/bronze/tables",
        #"{"name":"u","location":"file:///etc/x","schema":{"type":"struct","fields":[]}}"#, 400,
        "BadRequestException"
      ),
      (
        "POST", "/v1/namespaces/bronze/register",
        #"{"name":"u","metadata-location":"file:///etc/passwd"}"#, 400, "BadRequestException"
      ),
      (
        "POST", "/v1/namespaces/bronze/properties", #"{"removals":["a"],"updates":{"a":"b"}}"#, 422,
        "UnprocessableEntityException"
      ),
      (
        "POST", "/v1/namespaces/bronze/tables/t", #"{"updates":[{"action":"explode"}]}"#, 400,
        "BadRequestException"
      ),
      (
        "POST", "/v1/namespaces/bronze/tables/t",
        #"{"requirements":[{"type":"assert-table-uuid","uuid":"x"}],"updates":[]}"#, 409,
        "CommitFailedException"
      ),
      (
        "POST", "/v1/namespaces/bronze/tables/x", #"{"requirements":[],"updates":[]}"#, 404,
        "NoSuchTableException"
      ),
      (
        "POST", "/v1/tables/rename",
        #"{"source":{"namespace":["bronze"],"name":"x"},"destination":{"namespace":["bronze"],"name":"y"}}"#,
        404, "NoSuchTableException"
      ),
      ("DELETE", "/v1/namespaces/bronze/tables/x", nil, 404, "NoSuchTableException"),
      ("GET", "/v2/anything", nil, 404, "NoSuchEndpointException"),
    ] as [(String, String, String?, Int, String)])
  func mistakesAreToldByStatusAndType(
    method: String, path: String, body: String?, status: Int, type: String
  ) async throws {
    try await CatalogFixture.run { catalog in
      try await catalog.client.createNamespace(Self.namespace)
      try await catalog.client.create(Self.description())
      let answer = try await catalog.answer(
        try #require(HTTPRequest.Method(rawValue: method)), path, body)
      #expect(answer.status == status)
      #expect(answer.body.contains("\"type\":\"\(type)\""))
    }
  }

  @Test func existenceIsAnsweredWithoutABody() async throws {
    try await CatalogFixture.run { catalog in
      try await catalog.client.createNamespace(Self.namespace)
      try await catalog.client.create(Self.description())
      for (path, status) in [
        ("bronze", 204), ("nope", 404), ("bronze/tables/t", 204), ("bronze/tables/x", 404),
      ] {
        let answer = try await catalog.answer(.head, "/v1/namespaces/\(path)")
        #expect(answer.status == status && answer.body.isEmpty)
      }
    }
  }

  @Test func stagedTablesLeaveNothingBehind() async throws {
    try await CatalogFixture.run { catalog in
      try await catalog.client.createNamespace(Self.namespace)
      var request = try CreateTableRequest(Self.description())
      request.isStaged = true
      let answer = try await catalog.answer(
        .post, "/v1/namespaces/bronze/tables", request.json.canonicalText())
      #expect(answer.status == 200)
      #expect(answer.body.contains("\"metadata-location\":null"))
      #expect(try await catalog.client.tables(in: Self.namespace).isEmpty)
      #expect(try FileSystem.walk(catalog.folder).isEmpty)
    }
  }

  @Test func commitsOfSeveralTablesAreAtomic() async throws {
    try await CatalogFixture.run { catalog in
      let addresses = ["a", "b"].map { TableAddress(Self.namespace, $0) }
      try await catalog.client.createNamespace(Self.namespace)
      for address in addresses { try await catalog.client.create(Self.description(address)) }
      func commit(_ requirement: TableRequirement?) -> TableCommit {
        TableCommit(
          requirements: requirement.map { [$0] } ?? [], updates: [.setProperties(["k": "v"])])
      }
      let bad = [(addresses[0], commit(nil)), (addresses[1], commit(.uuid("other")))]
      #expect(await failure { try await catalog.client.commit(bad) }?.kind == .conflict)
      #expect(try await catalog.client.load(addresses[0]).metadata.properties["k"] == nil)
      #expect(try FileSystem.walk(catalog.folder).count == 2)
      let good = [(addresses[0], commit(nil)), (addresses[1], commit(nil))]
      try await catalog.client.commit(good)
      for address in addresses {
        #expect(try await catalog.client.load(address).metadata.properties["k"] == "v")
      }
    }
  }

  @Test(.postgres) func concurrentCommitsLoseNone() async throws {
    let database = try await TestServer.database()
    let store = PostgresPointerStore(PostgresPool(database))
    try await CatalogFixture.run(store: store) { catalog in
      try await catalog.client.createNamespace(Self.namespace)
      try await catalog.client.create(Self.description())
      let accepted = try await withThrowingTaskGroup(of: [String].self) { group in
        for task in 0..<4 {
          group.addTask {
            var accepted: [String] = []
            for number in 0..<10 {
              let key = "k\(task)-\(number)"
              let update = TableCommit(requirements: [], updates: [.setProperties([key: "x"])])
              let error = await failure { try await catalog.client.commit(update, to: Self.table) }
              if error == nil { accepted.append(key) } else { #expect(error?.kind == .conflict) }
            }
            return accepted
          }
        }
        return try await group.reduce(into: []) { $0 += $1 }
      }
      let metadata = try await catalog.client.load(Self.table).metadata
      let kept = metadata.properties.keys.filter { $0.hasPrefix("k") }
      #expect(kept.sorted() == accepted.sorted())
      #expect(metadata.metadataLog.count == accepted.count)
      // A pointer for each accepted commit, and no other file is left.
      #expect(try FileSystem.walk(catalog.folder).count == accepted.count + 1)
    }
  }

  @Test func aTokenIsAskedFor() async throws {
    try await CatalogFixture.run(token: Secret("right")) { catalog in
      try await catalog.client.createNamespace(Self.namespace)
      let answer = try await catalog.answer(.get, "/v1/config")
      #expect(answer.status == 401)
      #expect(answer.body.contains("NotAuthorizedException"))
      let settings = LakeClientSettings(
        uri: catalog.uri, authentication: .bearer(Secret("wrong")))
      #expect(await failure { try await LakeClient.connect(settings) }?.kind == .denied)
    }
  }

  @Test func purgingKeepsWhatAnotherTableShares() async throws {
    try await CatalogFixture.run { catalog in
      let shadow = TableAddress(Self.namespace, "shadow")
      try await catalog.client.createNamespace(Self.namespace)
      let live = try await catalog.client.create(Self.description())
      try await catalog.client.register(shadow, metadataLocation: live.metadataLocation)
      let path = "/v1/namespaces/bronze/tables"
      #expect(try await catalog.answer(.delete, "\(path)/shadow?purgeRequested=True").status == 204)
      #expect(try await catalog.client.load(Self.table).metadata == live.metadata)
      #expect(try FileSystem.walk(catalog.folder).count == 1)
      #expect(try await catalog.answer(.delete, "\(path)/t?purgeRequested=true").status == 204)
      #expect(try FileSystem.walk(catalog.folder).isEmpty)
    }
  }

  /// Moves the pointers, or not, and then breaks.
  private final class BreakingStore: PointerStore {
    enum Mode { case sound, beforeSwap, afterSwap }

    let inner = MemoryPointerStore()
    let mode = Mutex(Mode.sound)

    func swap(_ swaps: [PointerSwap]) async throws(PortError) {
      let mode = mode.withLock { $0 }
      if mode != .beforeSwap { try await inner.swap(swaps) }
      if mode != .sound { throw PortError(.unreachable, "the connection broke") }
    }

    func prepare() async throws(PortError) { try await inner.prepare() }
    func namespaces() async throws(PortError) -> [NamespaceName] { try await inner.namespaces() }
    func properties(of namespace: NamespaceName) async throws(PortError) -> [String: String]? {
      try await inner.properties(of: namespace)
    }
    func createNamespace(
      _ namespace: NamespaceName, properties: [String: String]
    ) async throws(PortError) {
      try await inner.createNamespace(namespace, properties: properties)
    }
    func updateNamespace(
      _ namespace: NamespaceName, _ change: @Sendable ([String: String]) -> [String: String]
    ) async throws(PortError) { try await inner.updateNamespace(namespace, change) }
    func dropNamespace(_ namespace: NamespaceName) async throws(PortError) {
      try await inner.dropNamespace(namespace)
    }
    func tables(in namespace: NamespaceName) async throws(PortError) -> [TableName]? {
      try await inner.tables(in: namespace)
    }
    func allPointers() async throws(PortError) -> [TableName: String] {
      try await inner.allPointers()
    }
    func pointer(of table: TableName) async throws(PortError) -> String? {
      try await inner.pointer(of: table)
    }
    func rename(_ table: TableName, to name: TableName) async throws(PortError) {
      try await inner.rename(table, to: name)
    }
    func drop(_ table: TableName) async throws(PortError) -> String { try await inner.drop(table) }
  }

  @Test func aLostAnswerIsSettledByReadingBack() async throws {
    let store = BreakingStore()
    try await CatalogFixture.run(store: store) { catalog in
      try await catalog.client.createNamespace(Self.namespace)
      store.mode.withLock { $0 = .afterSwap }
      let live = try await catalog.client.create(Self.description())
      let commit = TableCommit(
        requirements: live.metadata.structuralRequirements,
        updates: [.setProperties(["a": "b"])])
      try await catalog.client.commit(commit, to: Self.table)
      store.mode.withLock { $0 = .beforeSwap }
      let other = TableCommit(requirements: [], updates: [.setProperties(["a": "c"])])
      let error = await failure { try await catalog.client.commit(other, to: Self.table) }
      #expect(error?.kind == .unreachable && error?.httpStatus == 500)
      #expect(try await catalog.client.load(Self.table).metadata.properties["a"] == "b")
      store.mode.withLock { $0 = .sound }
      try await catalog.client.commit(other, to: Self.table)
      #expect(try await catalog.client.load(Self.table).metadata.properties["a"] == "c")
    }
  }

  @Test(.postgres) func aNewServerOpensWhatAnotherLeft() async throws {
    let database = try await TestServer.database()
    let folder = "/tmp/weir-lake-reopen-\(UInt32.random(in: 0...UInt32.max))"
    defer { try? FileSystem.removeTree(folder) }
    for round in 0..<2 {
      let server = CatalogServer(
        store: PostgresPointerStore(PostgresPool(database)), folder: folder)
      let (ports, continuation) = AsyncStream<Int>.makeStream()
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await server.run { continuation.yield($0) } }
        var iterator = ports.makeAsyncIterator()
        let port = try #require(await iterator.next())
        let client = try await LakeClient.connect(
          LakeClientSettings(uri: "http://127.0.0.1:\(port)"))
        if round == 0 {
          try await client.createNamespace(Self.namespace, properties: ["owner": "us"])
          try await client.create(Self.description())
          // What a crash between writing a file and moving the pointer leaves.
          let file = try #require(try FileSystem.walk(folder).first)
          try FileSystem.write(Array("{".utf8), to: "\(folder)/\(file).cut")
        } else {
          #expect(try await client.properties(of: Self.namespace) == ["owner": "us"])
          #expect(try await client.load(Self.table).metadata.currentSchema.fields.count == 2)
        }
        group.cancelAll()
        try await group.waitForAll()
      }
    }
  }
}
