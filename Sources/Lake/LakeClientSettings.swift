package import Connect
package import Ports

/// Where an Iceberg REST catalog is, and who asks.
package struct LakeClientSettings: Sendable {
  /// How requests are authorized.
  package enum Authentication: Sendable {
    case none
    case bearer(Secret)
    /// AWS signature, as Glue (`glue`) and S3 Tables (`s3tables`) want it.
    case aws(AWSSigning)
  }

  /// The base URI, without `/v1` and without a slash at the end.
  package var uri: String
  /// The catalog's own name for one of its warehouses; nil for its default.
  package var warehouse: String?
  package var authentication: Authentication
  /// Of one request.
  package var timeout: Duration

  package init(
    uri: String, warehouse: String? = nil, authentication: Authentication = .none,
    timeout: Duration = .seconds(60)
  ) {
    self.uri = uri.hasSuffix("/") ? String(uri.dropLast()) : uri
    self.warehouse = warehouse
    self.authentication = authentication
    self.timeout = timeout
  }
}
