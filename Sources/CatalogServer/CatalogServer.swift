internal import FoundationEssentials
internal import Hummingbird
internal import JSON
internal import Logging
package import Ports

/// The embedded Iceberg REST catalog, on loopback.
package struct CatalogServer: Sendable {
  /// The longest body of a request, in bytes.
  private static let bodyLimit = 64 << 20

  private let routes: CatalogRoutes
  private let store: any PointerStore
  private let port: Int
  private let token: Secret?

  /// - Parameters:
  ///   - folder: an absolute path; all tables live below it.
  ///   - port: 0 for any that is free.
  ///   - warehouse: the name that clients may ask for.
  ///   - token: what clients must send as bearer; nil when everybody on this machine may use it.
  package init(
    store: any PointerStore, folder: String, port: Int = 0, warehouse: String = "lake",
    token: Secret? = nil
  ) {
    let catalog = LakeCatalog(store: store, folder: folder) {
      Int64((Date().timeIntervalSince1970 * 1000).rounded(.down))
    }
    routes = CatalogRoutes(catalog: catalog, warehouse: warehouse)
    self.store = store
    self.port = port
    self.token = token
  }

  /// Serves until the task is cancelled. What a request was doing then is done as a whole or not at
  /// all.
  ///
  /// - Parameter onReady: called once, with the port, when requests are taken.
  package func run(onReady: @escaping @Sendable (Int) async -> Void = { _ in }) async throws {
    try await store.prepare()
    var logger = Logger(label: "weir.catalog")
    // Being told to stop is logged as an error for every connection that is open.
    logger.logLevel = .critical
    let responder = CallbackResponder<BasicRequestContext> { request, _ in
      await respond(to: request)
    }
    let application = Application(
      responder: responder,
      configuration: .init(address: .hostname("127.0.0.1", port: port), serverName: "weir"),
      onServerRunning: { channel in await onReady(channel.localAddress?.port ?? port) },
      logger: logger)
    do {
      try await application.run()
    } catch {
      // Being told to stop is how it ends.
      if !Task.isCancelled { throw error }
    }
  }

  private func respond(to request: Request) async -> Response {
    guard isAllowed(request) else {
      return Self.response(
        CatalogResponse(
          401,
          CatalogError(401, "NotAuthorizedException", "The bearer token is missing or wrong.").json)
      )
    }
    guard let method = CatalogRequest.Method(rawValue: request.method.rawValue),
      let target = Self.target(request)
    else {
      return Self.response(CatalogResponse(404, CatalogRoutes.unknownPath.json))
    }
    do {
      let body = try await request.body.collect(upTo: Self.bodyLimit)
      return Self.response(
        await routes.respond(
          to: CatalogRequest(
            method: method, path: target.path, query: target.query,
            body: Array(body.readableBytesView)
          )))
    } catch {
      return Self.response(
        CatalogResponse(
          400, CatalogError(400, "BadRequestException", "The body cannot be read.").json))
    }
  }

  /// Compares in a time that does not depend on where the texts differ.
  private func isAllowed(_ request: Request) -> Bool {
    guard let token else { return true }
    let expected = Array("Bearer \(token.revealed())".utf8)
    let given = Array((request.headers[.authorization] ?? "").utf8)
    guard given.count == expected.count else { return false }
    return zip(given, expected).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
  }

  /// The path's segments are decoded one by one, as a name may hold an encoded slash.
  private static func target(
    _ request: Request
  ) -> (path: [String], query: [String: String])? {
    let parts = request.uri.string.split(separator: "?", maxSplits: 1)
    let path = (parts.first ?? "").split(separator: "/").map { PercentCoding.decoded($0) }
    var query: [String: String] = [:]
    for pair in parts.count > 1 ? parts[1].split(separator: "&") : [] {
      let sides = pair.split(separator: "=", maxSplits: 1)
      guard let key = sides.first.flatMap({ PercentCoding.decoded($0) }) else { return nil }
      guard let value = PercentCoding.decoded(sides.count > 1 ? sides[1] : "") else { return nil }
      query[key] = value
    }
    let decoded = path.compactMap { $0 }
    return decoded.count == path.count ? (decoded, query) : nil
  }

  private static func response(_ answer: CatalogResponse) -> Response {
    guard let json = answer.body else { return Response(status: .init(code: answer.status)) }
    return Response(
      status: .init(code: answer.status), headers: [.contentType: "application/json"],
      body: .init(byteBuffer: ByteBuffer(bytes: json.canonicalBytes())))
  }
}

/// Percent-encoding of URLs (RFC 3986, 2.1).
enum PercentCoding {
  /// Nil when an escape is broken or the result is not UTF-8.
  static func decoded(_ text: Substring) -> String? {
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard let digits = String(rest.prefix(2)), rest.count >= 2,
        let value = UInt8(digits, radix: 16)
      else { return nil }
      bytes.append(value)
      rest = rest.dropFirst(2)
    }
    return String(validating: bytes, as: UTF8.self)
  }
}
