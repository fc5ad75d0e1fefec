import Connect
import Foundation
import Ports
import Testing

struct HTTPClientTests {
  private let server: EchoServer
  private let client = HTTPClient(connectionsPerHost: 4)

  init() throws { server = try EchoServer.shared.get() }

  private struct Told: Decodable {
    var method: String
    var path: String
    var body: String
    var headers: [String: String]
    var connection: Int
  }

  private func echo(_ request: HTTPRequest) async throws -> Told {
    let response = try await client.send(request)
    #expect(response.status == 200)
    return try JSONDecoder().decode(Told.self, from: Data(response.body))
  }

  @Test(arguments: [
    HTTPRequest.Method.get, .post, .put, .patch, .delete,
  ])
  func theServerSeesTheRequest(method: HTTPRequest.Method) async throws {
    let body = method == .get ? nil : Array("a body \(method)".utf8)
    let told = try await echo(
      HTTPRequest(
        method, server.url("/echo?a=1&b=%20"), headers: [HTTPHeader("X-Token", "t")], body: body))
    #expect(told.method == method.rawValue)
    #expect(told.path == "/echo?a=1&b=%20")
    #expect(told.body == (body.map { String(decoding: $0, as: UTF8.self) } ?? ""))
    #expect(told.headers["x-token"] == "t")
    #expect(told.headers["user-agent"] == "weir/0.1.0")
    #expect(told.headers["expect"] == nil)
    #expect(told.headers["content-type"] == nil)
  }

  @Test func aHeadHasNoBodyAndAnEmptyPostHasLengthZero() async throws {
    let head = try await client.send(HTTPRequest(.head, server.url("/echo")))
    #expect(head.status == 200 && head.body.isEmpty)
    #expect(head[header: "x-mixed-case"] == "spaced")
    let told = try await echo(HTTPRequest(.post, server.url("/echo")))
    #expect(told.headers["content-length"] == "0")
  }

  @Test func manyRequestsShareFewConnections() async throws {
    let connections = try await withThrowingTaskGroup(of: Int.self) { group in
      for n in 0..<100 {
        group.addTask { try await echo(HTTPRequest(.get, server.url("/echo?\(n)"))).connection }
      }
      var seen: Set<Int> = []
      for try await connection in group { seen.insert(connection) }
      return seen
    }
    #expect(connections.count <= 4)
  }

  @Test(arguments: [
    (401, PortError.Kind.denied, false), (404, .missing, false), (409, .conflict, false),
    (422, .refused, false), (429, .unreachable, true), (503, .unreachable, true),
  ])
  func statusesBecomeKinds(status: Int, kind: PortError.Kind, isRetryable: Bool) async throws {
    let request = HTTPRequest(.get, server.url("/status/\(status)?key=hunter2"))
    let response = try await client.send(request)
    #expect(response.status == status)
    let error = await failure { () throws(PortError) in try response.requireSuccess(of: request) }
    #expect(error?.kind == kind)
    #expect(error?.isRetryable == isRetryable)
    #expect(error?.httpStatus == status)
    #expect(error.map { "\($0)" }?.contains("hunter2") == false)
    #expect(error.map { "\($0)" }?.contains("secret detail") == false)
    #expect(error?.debugDetail == "the secret detail")
  }

  @Test func redirectsAreFollowedOnRequestOnly() async throws {
    let stopped = try await client.send(HTTPRequest(.get, server.url("/redirect")))
    #expect(stopped.status == 302)
    #expect(stopped[header: "Location"] == "/echo")
    let followed = try await client.send(
      HTTPRequest(.get, server.url("/redirect"), redirects: .follow))
    #expect(followed.status == 200)
    #expect(followed[header: "Location"] == nil)
  }

  @Test func aSlowReaderGetsEveryByte() async throws {
    var received = 0
    let response = try await client.download(HTTPRequest(.get, server.url("/bytes/20000000"))) {
      (chunk) throws(PortError) in
      #expect(chunk.count < 2 << 20)
      await Task.yield()
      received += chunk.count
    }
    #expect(response.status == 200)
    #expect(response.body.isEmpty)
    #expect(received == 20_000_000)
  }

  @Test func aReaderMayGiveUp() async throws {
    let error = await failure {
      try await client.download(HTTPRequest(.get, server.url("/bytes/200000000"))) {
        (_) throws(PortError) in throw PortError(.local, "the disk is full")
      }
    }
    #expect(error?.message == "the disk is full")
  }

  @Test func aFileGetsTheBodyOfASuccessOnly() async throws {
    let path = "/tmp/weir-download-\(UUID().uuidString)"
    defer { unsafe unlink(path) }
    let descriptor = unsafe open(path, O_CREAT | O_RDWR, 0o600)
    defer { close(descriptor) }
    let missing = try await client.download(
      HTTPRequest(.get, server.url("/status/404")), toDescriptor: descriptor)
    #expect(String(decoding: missing.body, as: UTF8.self) == "the secret detail")
    #expect(lseek(descriptor, 0, SEEK_END) == 0)
    _ = try await client.download(
      HTTPRequest(.get, server.url("/bytes/300000")), toDescriptor: descriptor)
    #expect(lseek(descriptor, 0, SEEK_END) == 300_000)
  }

  @Test func cancellingATaskEndsItsTransfer() async throws {
    let (begun, signal) = AsyncStream.makeStream(of: Void.self)
    let work = Task {
      await failure {
        try await client.download(HTTPRequest(.get, server.url("/stall"))) {
          (_) throws(PortError) in signal.finish()
        }
      }
    }
    for await _ in begun {}
    work.cancel()
    #expect(await work.value?.kind == .cancelled)
    let early = Task {
      await failure { try await client.send(HTTPRequest(.get, server.url("/stall"))) }
    }
    early.cancel()
    #expect(await early.value?.kind == .cancelled)
  }

  @Test func whatGoesWrongIsTold() async throws {
    let late = await failure {
      try await client.send(
        HTTPRequest(.get, server.url("/stall"), timeout: .milliseconds(100)))
    }
    #expect(late?.kind == .unreachable)
    #expect(late?.isRetryable == true)
    let short = await failure { try await client.send(HTTPRequest(.get, server.url("/short"))) }
    #expect(short?.kind == .unreachable)
    let long = await failure {
      try await client.send(HTTPRequest(.get, server.url("/bytes/5000"), responseLimit: 4999))
    }
    #expect(long?.kind == .refused)
    let nobody = await failure {
      try await client.send(HTTPRequest(.post, "http://user:hunter2@127.0.0.1:1/x?key=hunter2"))
    }
    #expect(nobody?.kind == .unreachable)
    #expect(nobody?.isRetryable == true)
    #expect(nobody.map { "\($0)" }?.contains("hunter2") == false)
    for url in ["nonsense://x", "file:///etc/passwd", "http://127.0.0.1:1/\r\nX: y"] {
      #expect(await failure { try await client.send(HTTPRequest(.get, url)) }?.kind == .refused)
    }
  }
}
