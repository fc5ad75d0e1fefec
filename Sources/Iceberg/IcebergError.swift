/// A document, request or change that Iceberg's rules do not allow.
package struct IcebergError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What kind of mistake it is; decides the answer of a catalog.
  package enum Kind: String, Sendable {
    /// JSON of another form than expected.
    case malformed
    /// Well formed, but against the rules.
    case invalid
    /// The table is not in the state that the request relied on.
    case conflict
  }

  package let kind: Kind
  /// A full sentence.
  package let message: String

  package init(_ kind: Kind, _ message: String) {
    self.kind = kind
    self.message = message
  }

  package var description: String { message }

  static func malformed(_ message: String) -> Self { Self(.malformed, message) }
  static func invalid(_ message: String) -> Self { Self(.invalid, message) }
  static func conflict(_ message: String) -> Self { Self(.conflict, message) }
}
