import Catalog
import Iceberg
import JSON
import Lake
import PlanModel
import Ports
import Testing

struct LakeApplyingTests {
  private static let namespace = SchemaAddress(.lake, "silver")
  private static let table = TableAddress(namespace, "flights")

  private static func description(_ address: TableAddress, _ columns: Column...) -> LakeTable {
    LakeTable(address: address, columns: columns)
  }

  @Test func requestsOfAPlanAreCarriedOut() async throws {
    try await CatalogFixture.run { catalog in
      let lake: any LakeApplying = catalog.client
      try await lake.perform(.createNamespace(namespace: Self.namespace, properties: ["a": "1"]))
      try await lake.perform(
        .updateNamespace(namespace: Self.namespace, removals: ["a"], updates: ["b": "2"]))
      #expect(try await catalog.client.properties(of: Self.namespace) == ["b": "2"])

      let first = Self.description(Self.table, Column("id", .long))
      let body = try CreateTableRequest(first).json
      try await lake.perform(.createTable(table: Self.table, body: body))
      let again = await failure {
        try await lake.perform(.createTable(table: Self.table, body: body))
      }
      #expect(again?.kind == .conflict)

      let live = try await catalog.client.load(Self.table).metadata
      let second = Self.description(Self.table, Column("id", .long), Column("n", .json))
      guard case .commit(let commit, _) = live.evolution(to: second) else {
        Issue.record("no commit")
        return
      }
      try await lake.perform(.commitTable(table: Self.table, body: commit.json))
      let moved = await failure {
        try await lake.perform(.commitTable(table: Self.table, body: commit.json))
      }
      #expect(moved?.kind == .conflict && moved?.httpStatus == 409)

      let renamed = TableAddress(Self.namespace, "renamed")
      try await lake.perform(.renameTable(from: Self.table, to: renamed))
      let state = try await catalog.client.inspect([Self.namespace], declared: .init()).state
      var expected = second.storedInLake
      expected.address = renamed
      #expect(state.tables == [renamed: expected])
      try await lake.perform(.dropTable(table: renamed))
      let gone = await failure { try await lake.perform(.dropTable(table: renamed)) }
      #expect(gone?.kind == .missing)
    }
  }

  @Test func nobodyAnsweringIsUnreachable() async throws {
    let settings = LakeClientSettings(uri: "http://127.0.0.1:9", timeout: .seconds(5))
    #expect(await failure { try await LakeClient.connect(settings) }?.kind == .unreachable)
  }
}
