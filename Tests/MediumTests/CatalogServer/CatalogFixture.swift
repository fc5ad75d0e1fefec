import CatalogServer
import Connect
import Files
import Foundation
import Lake
import Ports

/// A catalog server on a free port of loopback with a folder of its own, for one test.
struct CatalogFixture: Sendable {
  let port: Int
  /// Holds all tables; removed after the test.
  let folder: String
  let client: LakeClient

  var uri: String { "http://127.0.0.1:\(port)" }

  /// Starts a server over `store`, runs `body`, and stops the server again.
  static func run<Value: Sendable>(
    store: any PointerStore = MemoryPointerStore(), token: Secret? = nil,
    _ body: @escaping @Sendable (CatalogFixture) async throws -> Value
  ) async throws -> Value {
    let folder = "/tmp/weir-lake-\(UUID().uuidString.prefix(8).lowercased())"
    try FileSystem.makeFolder(folder)
    defer { try? FileSystem.removeTree(folder) }
    let (ports, continuation) = AsyncStream<Int>.makeStream()
    let server = CatalogServer(store: store, folder: folder, token: token)
    return try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        defer { continuation.finish() }
        try await server.run { continuation.yield($0) }
      }
      var iterator = ports.makeAsyncIterator()
      guard let port = await iterator.next() else {
        try await group.waitForAll()
        throw TestServerFailure("the catalog did not start")
      }
      let settings = LakeClientSettings(
        uri: "http://127.0.0.1:\(port)", warehouse: "lake",
        authentication: token.map { .bearer($0) } ?? .none)
      let fixture = CatalogFixture(
        port: port, folder: folder, client: try await LakeClient.connect(settings))
      let value = try await body(fixture)
      group.cancelAll()
      try await group.waitForAll()
      return value
    }
  }

  /// The status of an answer, and the `type` of its error.
  func answer(
    _ method: HTTPRequest.Method, _ path: String, _ body: String? = nil
  ) async throws -> (status: Int, body: String) {
    let request = HTTPRequest(method, uri + path, body: body.map { Array($0.utf8) })
    let response = try await HTTPClient().send(request)
    return (response.status, String(decoding: response.body, as: UTF8.self))
  }
}
