package import Ports

/// A request to an HTTP server.
package struct HTTPRequest: Sendable {
  /// `GET`, `HEAD`, `POST`, `PUT`, `PATCH` or `DELETE`.
  package enum Method: String, Hashable, Sendable {
    case get = "GET"
    case head = "HEAD"
    case post = "POST"
    case put = "PUT"
    case patch = "PATCH"
    case delete = "DELETE"
  }

  /// What to do about an answer that points elsewhere.
  package enum Redirects: Hashable, Sendable {
    /// Hand the answer to the caller.
    case stop
    /// Follow up to five; credentials in headers go to the first host only.
    case follow
  }

  package var method: Method
  /// Absolute, percent-encoded; `http` or `https`.
  package var url: String
  /// In the order they are sent. Their values never appear in errors.
  package var headers: [HTTPHeader]
  /// Nil for none.
  package var body: [UInt8]?
  /// Of the whole exchange.
  package var timeout: Duration
  package var redirects: Redirects
  /// The longest answer that is kept in memory, in bytes after decompression.
  package var responseLimit: Int
  /// Nil for no AWS signature.
  package var signing: AWSSigning?

  package init(
    _ method: Method, _ url: String, headers: [HTTPHeader] = [], body: [UInt8]? = nil,
    timeout: Duration = .seconds(60), redirects: Redirects = .stop,
    responseLimit: Int = 256 << 20, signing: AWSSigning? = nil
  ) {
    self.method = method
    self.url = url
    self.headers = headers
    self.body = body
    self.timeout = timeout
    self.redirects = redirects
    self.responseLimit = responseLimit
    self.signing = signing
  }

  /// Whether a line break or NUL could make something else of it than was meant.
  var isMalformed: Bool {
    let texts = [url] + headers.flatMap { [$0.name, $0.value] }
    return texts.contains { $0.utf8.contains { byte in byte == 0 || byte == 10 || byte == 13 } }
  }

  /// The URL without user, query and fragment, where secrets may stand.
  package var shownURL: String {
    let bare = url.prefix { $0 != "?" && $0 != "#" }
    guard let scheme = bare.firstRange(of: "://") else { return String(bare) }
    let rest = bare[scheme.upperBound...]
    let authority = rest.prefix { $0 != "/" }
    guard let at = authority.lastIndex(of: "@") else { return String(bare) }
    return String(bare[..<scheme.upperBound] + rest[rest.index(after: at)...])
  }
}

/// A header field of a request or response.
package struct HTTPHeader: Hashable, Sendable {
  package let name: String
  package let value: String

  package init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }

  /// `Authorization: Bearer ...`.
  package static func bearer(_ token: Secret) -> HTTPHeader {
    HTTPHeader("Authorization", "Bearer \(token.revealed())")
  }
}

/// What is needed to sign a request for AWS, version 4 (see ``HTTPRequest/signing``).
///
/// libcurl signs query parameters in the order given and paths as written: sort parameters by name,
/// write `name=` for one without value, and percent-encode all but letters, digits and `-_.~/`.
package struct AWSSigning: Sendable {
  package var region: String
  /// `s3`, `glue`, ...
  package var service: String
  package var accessKeyID: String
  package var secretAccessKey: Secret
  /// Of temporary credentials.
  package var sessionToken: Secret?

  package init(
    region: String, service: String, accessKeyID: String, secretAccessKey: Secret,
    sessionToken: Secret? = nil
  ) {
    self.region = region
    self.service = service
    self.accessKeyID = accessKeyID
    self.secretAccessKey = secretAccessKey
    self.sessionToken = sessionToken
  }
}
