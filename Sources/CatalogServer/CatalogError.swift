internal import Iceberg
internal import JSON
internal import Ports

/// An answer that is no success (Iceberg REST, ErrorModel).
package struct CatalogError: Error, Hashable, Sendable {
  package let status: Int
  /// As Iceberg's Java library names its exceptions; clients decide by it.
  package let type: String
  package let message: String

  package init(_ status: Int, _ type: String, _ message: String) {
    self.status = status
    self.type = type
    self.message = message
  }

  static func badRequest(_ message: String) -> Self { Self(400, "BadRequestException", message) }

  static func noSuchNamespace(_ name: NamespaceName) -> Self {
    Self(404, "NoSuchNamespaceException", "Namespace does not exist: \(name)")
  }

  static func noSuchTable(_ name: TableName) -> Self {
    Self(404, "NoSuchTableException", "Table does not exist: \(name)")
  }

  static func exists(_ what: String) -> Self {
    Self(409, "AlreadyExistsException", "\(what) already exists.")
  }

  static func commitFailed(_ message: String) -> Self {
    Self(409, "CommitFailedException", message)
  }

  static func `internal`(_ message: String) -> Self {
    Self(500, "InternalServerError", message)
  }

  init(_ error: IcebergError) {
    switch error.kind {
    case .malformed: self = .badRequest(error.message)
    case .invalid: self.init(400, "ValidationException", error.message)
    case .conflict: self = .commitFailed(error.message)
    }
  }

  /// The pointers could not be reached; nothing was changed unless the connection broke while they
  /// were.
  init(_ error: PortError, isCommit: Bool = false) {
    if isCommit {
      self.init(500, "CommitStateUnknownException", "The commit's outcome is unknown: \(error)")
    } else {
      self.init(503, "ServiceUnavailableException", "The catalog's database failed: \(error)")
    }
  }

  var json: JSONValue {
    [
      "error": [
        "message": .string(message), "type": .string(type), "code": .integer(Int64(status)),
      ]
    ]
  }
}
