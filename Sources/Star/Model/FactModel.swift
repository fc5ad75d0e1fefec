package import Catalog

/// A fact table that broke no rule: what its table and its load are made from.
package struct FactModel: Hashable, Sendable {
  /// One role that a dimension plays in the fact.
  package struct Use: Hashable, Sendable {
    /// The role's name, unique within the fact.
    package let role: String
    package let dimension: DimensionReference
    /// The columns of the source that hold the natural key, in the order of its columns.
    package let parts: [Column]
    /// The column of the source that says which version of a member counts; nil for the last one.
    package let at: Column?

    package init(role: String, dimension: DimensionReference, parts: [Column], at: Column?) {
      self.role = role
      self.dimension = dimension
      self.parts = parts
      self.at = at
    }

    /// The fact's column that refers to the member.
    package var keyColumn: String { "\(role)_key" }
  }

  /// Over what a measure may be summed.
  package enum Additivity: Hashable, Sendable {
    case additive
    /// Over all dimensions but those in these roles.
    case semiAdditive(notOver: [String])
    case nonAdditive
  }

  package struct Measure: Hashable, Sendable {
    package let column: StarColumn
    package let additivity: Additivity

    package init(_ column: StarColumn, _ additivity: Additivity) {
      self.column = column
      self.additivity = additivity
    }
  }

  package let address: TableAddress
  package let source: TableAddress
  package let uses: [Use]
  package let degenerate: [StarColumn]
  package let measures: [Measure]
  /// Names of columns of the fact that tell its rows apart; not empty.
  package let grain: [String]
  /// The degenerate column that cuts the fact into ranges; nil when every load replaces all rows.
  package let interval: StarColumn?
  package let comment: String?

  package init(
    address: TableAddress, source: TableAddress, uses: [Use], degenerate: [StarColumn],
    measures: [Measure], grain: [String], interval: StarColumn?, comment: String?
  ) {
    self.address = address
    self.source = source
    self.uses = uses
    self.degenerate = degenerate
    self.measures = measures
    self.grain = grain
    self.interval = interval
    self.comment = comment
  }

  /// The columns that are copied from the source, in the order of the table.
  var copied: [StarColumn] { degenerate + measures.map(\.column) }

  /// The columns of the source that the load reads, each once, in the order of first use.
  var sourceColumns: [Column] {
    var seen = Set<String>()
    let all =
      copied.map { Column($0.sourceName, $0.sourceType, isRequired: $0.isRequired) }
      + uses.flatMap { $0.parts + ($0.at.map { [$0] } ?? []) }
    return all.filter { seen.insert($0.name).inserted }
  }

  /// The columns of the source that the grain stands on.
  var grainSources: [String] {
    grain.flatMap { name in
      if let column = copied.first(where: { $0.name == name }) { return [column.sourceName] }
      return uses.first { $0.keyColumn == name }?.parts.map(\.name) ?? []
    }
  }
}
