/// A name in a query.
///
/// Names that were not quoted are in lower case, in every dialect; quoted ones keep their case.
package struct Identifier: Hashable, Sendable, CustomStringConvertible {
  package let name: String
  package let place: Place

  package init(_ name: String, at place: Place = .none) {
    self.name = name
    self.place = place
  }

  package var description: String { name }
}

/// The dotted name of a table as a query writes it: `flights`, `bronze.flights`,
/// `lake.bronze.flights`. Never empty.
package struct TableName: Hashable, Sendable, CustomStringConvertible {
  package let parts: [Identifier]

  package init(_ parts: [Identifier]) {
    self.parts = parts
  }

  package init(_ parts: String...) {
    self.parts = parts.map { Identifier($0) }
  }

  /// The last part: the table's own name.
  package var name: String { parts.last?.name ?? "" }

  package var place: Place {
    guard let first = parts.first, let last = parts.last else { return .none }
    return first.place.through(last.place)
  }

  /// The parts joined by dots, without quotes.
  package var description: String { parts.map(\.name).joined(separator: ".") }
}
