/// Where a part of a query stands in its text: a half-open range of bytes.
///
/// All places are equal, so that two trees which say the same thing are equal wherever they stand.
package struct Place: Hashable, Sendable {
  package let start: Int32
  package let end: Int32

  package init(_ start: Int32, _ end: Int32) {
    self.start = start
    self.end = max(start, end)
  }

  /// For trees that were built, not read.
  package static let none = Place(0, 0)

  /// Whether this is no place in a text, but `none`.
  package var isNone: Bool { end == 0 }

  /// From the start of this place to the end of `other`.
  package func through(_ other: Place) -> Place { Place(start, max(end, other.end)) }

  package static func == (a: Place, b: Place) -> Bool { true }

  package func hash(into hasher: inout Hasher) {}
}
