package import Diagnostics

/// The kinds of declarations, in the order of the reference page.
package enum SpecKind: String, Hashable, Sendable, CaseIterable, Comparable {
  case platform
  case environment
  case source
  case job
  case lakeNamespace = "lake_namespace"
  case lakeTable = "lake_table"
  case transform
  case warehouseSchema = "warehouse_schema"
  case warehouseTable = "warehouse_table"
  case externalSchema = "external_schema"
  case dimension
  case fact
  case aggregate
  case view
  case principal
  case role
  case check
  case schedule
  case biConnection = "bi_connection"

  package static func < (a: Self, b: Self) -> Bool { a.position < b.position }

  /// The place of the kind in `allCases`.
  package var position: Int { Self.positions[self] ?? 0 }

  private static let positions = Dictionary(
    uniqueKeysWithValues: allCases.enumerated().map { ($1, $0) })
}

extension SpecKind: SpecChoice {
  /// What documents of the kind declare.
  package var doc: String {
    switch self {
    case .platform: "The project; a project has one."
    case .environment: "One place where the platform stands, such as a laptop or production."
    case .source: "One system that data comes from."
    case .job: "A program of your own that lands files for a stream, where YAML does not suffice."
    case .lakeNamespace: "An Iceberg namespace: a layer of the lake."
    case .lakeTable: "An Iceberg table."
    case .transform: "A query over the lake whose result replaces rows of a table."
    case .warehouseSchema: "A schema of the warehouse."
    case .warehouseTable: "A table of the warehouse that is neither a dimension nor a fact."
    case .externalSchema: "A part of the lake as Redshift sees it."
    case .dimension: "A Kimball dimension."
    case .fact: "A fact table."
    case .aggregate: "A rollup of a fact."
    case .view: "A view of the warehouse or of the lake."
    case .principal: "A login: a loader, a BI service, a person."
    case .role: "A set of rights to read."
    case .check: "A data validation with a name of its own."
    case .schedule: "When what runs."
    case .biConnection: "A BI tool's read-only access to the star."
    }
  }
}

/// What every declaration has.
///
/// A class, like the specs of which a project has thousands: they are handed on and stored many times.
package final class DeclarationHeader: Sendable {
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
  /// What is written in it and not carried out by this version, in the order of the file.
  package let unbuilt: [UnbuiltUse]

  init(
    kind: SpecKind, name: Spanned<DottedName>, doc: Spanned<String>?, owner: Spanned<String>?,
    tags: [Spanned<String>], span: SourceSpan, isIncomplete: Bool, unbuilt: [UnbuiltUse]
  ) {
    self.kind = kind
    self.name = name
    self.doc = doc
    self.owner = owner
    self.tags = tags
    self.span = span
    self.isIncomplete = isIncomplete
    self.unbuilt = unbuilt
  }
}

/// One document of a spec file, decoded.
package protocol SpecDeclaration: Sendable {
  var header: DeclarationHeader { get }
}

extension SpecDeclaration {
  /// The declared name.
  package var name: Spanned<DottedName> { header.name }
}
