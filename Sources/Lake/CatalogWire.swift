internal import Catalog
internal import Connect
internal import Iceberg
internal import JSON
internal import Ports

/// Requests to an Iceberg REST catalog, and what its answers mean.
struct CatalogWire: Sendable {
  /// Between the levels of a namespace in a path (Iceberg REST, namespace parameter).
  static let separator = "\u{1F}"
  /// How often a read is sent before it fails.
  private static let readAttempts = 3

  private let settings: LakeClientSettings
  private let http: HTTPClient
  /// `{uri}/v1`, and the prefix where the catalog has one.
  private let base: String
  /// Nil when the catalog does not tell.
  private let endpoints: Set<String>?

  /// One segment of a path, percent-encoded.
  struct Segment: ExpressibleByStringLiteral, Sendable {
    let text: String

    init(stringLiteral value: String) { text = value }
    init(_ name: String) { text = name.percentEncoded }

    static func namespace(_ address: SchemaAddress) -> Segment {
      Segment(address.levels.joined(separator: separator))
    }
  }

  static func connect(_ settings: LakeClientSettings) async throws(PortError) -> CatalogWire {
    let start = CatalogWire(
      settings: settings, http: HTTPClient(), base: settings.uri + "/v1", endpoints: nil)
    let query = settings.warehouse.map { [("warehouse", $0)] } ?? []
    let config = try await start.send(.get, ["config"], query: query) ?? [:]
    var base = start.base
    if let prefix = config["overrides"]?["prefix"] ?? config["defaults"]?["prefix"],
      let text = prefix.stringValue, !text.isEmpty
    {
      // Already encoded (Iceberg's Java library puts it in as it is).
      base += "/" + text
    }
    let endpoints = config["endpoints"]?.arrayValue.map { Set($0.compactMap(\.stringValue)) }
    return CatalogWire(settings: settings, http: start.http, base: base, endpoints: endpoints)
  }

  /// Whether the catalog offers an endpoint; one that lists none is taken to have the usual ones.
  func supports(_ endpoint: String) -> Bool { endpoints?.contains(endpoint) ?? true }

  /// Sends a request once, or a read that may be repeated up to three times. Nil for an answer
  /// without a body.
  @discardableResult
  func send(
    _ method: HTTPRequest.Method, _ path: [Segment], query: [(String, String)] = [],
    body: JSONValue? = nil
  ) async throws(PortError) -> JSONValue? {
    let request = request(method, path, query: query, body: body)
    var attempt = 1
    while true {
      do throws(PortError) {
        return try Self.value(of: try await http.send(request), to: request)
      } catch {
        guard method == .get, error.isRetryable, attempt < Self.readAttempts else {
          throw error
        }
        try await Self.pause(before: attempt)
        attempt += 1
      }
    }
  }

  private static func pause(before attempt: Int) async throws(PortError) {
    do {
      try await Task.sleep(for: .milliseconds(100 << attempt))
    } catch {
      throw PortError(.cancelled, "The request was given up, as its task was cancelled.")
    }
  }

  private func request(
    _ method: HTTPRequest.Method, _ path: [Segment], query: [(String, String)], body: JSONValue?
  ) -> HTTPRequest {
    var url = base + "/" + path.map(\.text).joined(separator: "/")
    if !query.isEmpty {
      // Sorted, because AWS signs them so.
      let pairs = query.sorted { $0.0 < $1.0 }
      url += "?" + pairs.map { "\($0.percentEncoded)=\($1.percentEncoded)" }.joined(separator: "&")
    }
    var headers = [HTTPHeader("Accept", "application/json")]
    if body != nil { headers.append(HTTPHeader("Content-Type", "application/json")) }
    var signing: AWSSigning?
    switch settings.authentication {
    case .none: break
    case .bearer(let token): headers.append(.bearer(token))
    case .aws(let credentials): signing = credentials
    }
    return HTTPRequest(
      method, url, headers: headers, body: body?.canonicalBytes(), timeout: settings.timeout,
      signing: signing)
  }

  private static func value(
    of response: HTTPResponse, to request: HTTPRequest
  ) throws(PortError) -> JSONValue? {
    guard response.isSuccess else { throw error(for: response, to: request) }
    guard !response.body.isEmpty else { return nil }
    do {
      return try JSONValue(parsing: response.body)
    } catch {
      throw PortError(.refused, "The catalog's answer is not JSON: \(error).")
        .adding("request", "\(request.method.rawValue) \(request.shownURL)")
    }
  }

  /// Iceberg REST, ErrorModel, and what its clients do about each status.
  private static func error(
    for response: HTTPResponse, to request: HTTPRequest
  ) -> PortError {
    let kind: PortError.Kind =
      switch response.status {
      case 401, 403, 419: .denied
      case 404: .missing
      case 409: .conflict
      case 429, 500...599: .unreachable
      default: .refused
      }
    let isRetryable = response.status == 429 || (kind == .unreachable && request.method == .get)
    let said = (try? JSONValue(parsing: response.body))?["error"]?["message"]?.stringValue
    let message =
      said.map { "The catalog says: \($0)" } ?? "The catalog answered \(response.status)."
    return PortError(
      kind, message, httpStatus: response.status, isRetryable: isRetryable,
      debugDetail: String(decoding: response.body.prefix(4096), as: UTF8.self)
    ).adding("request", "\(request.method.rawValue) \(request.shownURL)")
  }

  /// Sends a change. When its outcome is unknown, `tookEffect` looks; nil for "cannot be told".
  func change(
    _ send: (CatalogWire) async throws(PortError) -> JSONValue?,
    tookEffect: () async throws(PortError) -> Bool?
  ) async throws(PortError) {
    do throws(PortError) {
      _ = try await send(self)
    } catch {
      // 429 says that nothing was done.
      guard error.kind == .unreachable, error.httpStatus != 429 else { throw error }
      switch try await tookEffect() {
      case true?: return
      case false?: throw error
      case nil:
        throw PortError(
          .unreachable, "Whether the change took effect is not known. \(error.message)",
          httpStatus: error.httpStatus)
      }
    }
  }

  /// All elements of a list over all its pages.
  func pages(
    _ path: [Segment], query: [(String, String)], key: String
  ) async throws(PortError) -> [JSONValue] {
    var elements: [JSONValue] = []
    var token: String?
    repeat {
      let page = try await send(
        .get, path, query: query + (token.map { [("pageToken", $0)] } ?? []))
      elements += page?[key]?.arrayValue ?? []
      token = page?["next-page-token"]?.stringValue
    } while token?.isEmpty == false
    return elements
  }

  /// Reads a LoadTableResult.
  func table(_ address: TableAddress, _ answer: JSONValue?) throws(PortError) -> LiveTable {
    do throws(IcebergError) {
      return LiveTable(
        address: address, metadataLocation: answer?["metadata-location"]?.stringValue ?? "",
        metadata: try TableMetadata(json: answer?["metadata"]))
    } catch {
      throw PortError(.refused, "The catalog's metadata cannot be read: \(error.message)")
        .adding("table", address.dotted)
    }
  }
}

extension [CatalogWire.Segment] {
  /// The path of a table.
  static func table(_ address: TableAddress) -> Self {
    ["namespaces", .namespace(address.schema), "tables", .init(address.name)]
  }
}

extension String {
  /// All but letters, digits and `-_.~` escaped (RFC 3986, 2.3).
  fileprivate var percentEncoded: String {
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for byte in utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
        UInt8(ascii: "."), UInt8(ascii: "~"):
        bytes.append(byte)
      default: bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
