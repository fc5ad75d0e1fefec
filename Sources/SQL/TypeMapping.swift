package import Catalog

/// How a dialect stores one of Weir's types.
package struct TypeMapping: Hashable, Sendable {
  package enum Fidelity: Hashable, Sendable {
    case exact
    /// Values fit, but something is lost; the reason is a clause such as "lengths count bytes".
    case lossy(reason: String)
  }

  /// The type's name in the dialect, as DDL and casts write it.
  package let name: String
  package let fidelity: Fidelity
}

/// The types of one dialect: how it writes ours, and what its names mean.
struct TypeSpellings: Sendable {
  /// Nil when the dialect cannot hold the type.
  let mapping: @Sendable (DataType) -> TypeMapping?
  /// Names without arguments, in lower case with single spaces.
  let names: [String: DataType]
  /// Names of texts with an optional length, such as `varchar`.
  let texts: Set<String>
  /// What a text without a length is.
  let unboundedText: DataType
  /// What `decimal` without digits is; nil when it has no counterpart.
  let plainDecimal: DataType?
  /// Names of a server's own types that have no counterpart here: casts to them are kept as they are.
  /// So are those to a type that is written with its schema.
  var natives: Set<String> = []
}

extension TypeMapping {
  static func exact(_ name: String) -> TypeMapping { TypeMapping(name: name, fidelity: .exact) }

  static func lossy(_ name: String, _ reason: String) -> TypeMapping {
    TypeMapping(name: name, fidelity: .lossy(reason: reason))
  }
}

extension Dialect {
  /// How this dialect stores `type`; nil when it cannot.
  package func typeMapping(_ type: DataType) -> TypeMapping? { types.mapping(type) }

  /// The type's name in this dialect; nil when it has none.
  package func typeName(_ type: DataType) -> String? { types.mapping(type)?.name }

  /// What a type's name means, in a spelling that this dialect reads or that its system tables
  /// show, such as `character varying(20)`. Nil when Weir has no such type.
  package func dataType(named text: String) -> DataType? {
    var parser = Parser(bytes: Array(text.utf8), dialect: self)
    guard let type = parser.parseType(), parser.isAtEnd, parser.problems.isEmpty, !type.isNative
    else { return nil }
    return type
  }
}
