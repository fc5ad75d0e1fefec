package import Diagnostics

/// The kinds of declarations, in the order of the reference page.
package enum SpecKind: String, Hashable, Sendable, CaseIterable, Comparable {
  case platform
  case environment
  case source
  case lakeNamespace = "lake_namespace"
  case lakeTable = "lake_table"
  case transform
  case warehouseSchema = "warehouse_schema"
  case dimension
  case fact
  case aggregate
  case view
  case principal
  case role
  case check
  case schedule

  package static func < (a: Self, b: Self) -> Bool { a.position < b.position }

  /// The place of the kind in `allCases`.
  package var position: Int { Self.positions[self] ?? 0 }

  private static let positions = Dictionary(
    uniqueKeysWithValues: allCases.enumerated().map { ($1, $0) })
}

/// What every declaration has.
package struct DeclarationHeader: Sendable {
  package let kind: SpecKind
  /// Unique within the kind. Tables have at least two parts: `ops.fct_flight`. Never has a side.
  package let name: Spanned<DottedName>
  /// What it is, in words for people; `doc`, or `description` of a platform or a source.
  package let doc: Spanned<String>?
  /// The team that answers for it; nil where none is written, also when the platform has a default.
  package let owner: Spanned<String>?
  package let tags: [Spanned<String>]
  /// The whole document.
  package let span: SourceSpan
  /// Whether something in it was reported and left out, so that what seems to be missing from it may
  /// well be there.
  package let isIncomplete: Bool
}

/// One document of a spec file, decoded.
package protocol SpecDeclaration: Sendable {
  var header: DeclarationHeader { get }
}

extension SpecDeclaration {
  /// The declared name.
  package var name: Spanned<DottedName> { header.name }
}
