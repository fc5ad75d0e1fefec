package import Catalog

/// What analysis found out about the expressions of one query and printing has to know, by their
/// places in the text.
package struct TypeNotes: Sendable {
  private var types: [UInt64: DataType] = [:]
  private var casts: [UInt64: DataType] = [:]

  package init() {}

  /// Records the type of an operand or argument whose type decides how something is spelled.
  package mutating func record(_ type: DataType, of expression: Expression) {
    types[Self.key(expression)] = type
  }

  /// Records that the authoring dialect converts the value to `type` without being told to.
  package mutating func recordCast(of expression: Expression, to type: DataType) {
    casts[Self.key(expression)] = type
  }

  func type(of expression: Expression) -> DataType? { types[Self.key(expression)] }

  func cast(of expression: Expression) -> DataType? {
    casts.isEmpty ? nil : casts[Self.key(expression)]
  }

  private static func key(_ expression: Expression) -> UInt64 {
    UInt64(UInt32(bitPattern: expression.place.start)) << 32
      | UInt64(UInt32(bitPattern: expression.place.end))
  }
}
