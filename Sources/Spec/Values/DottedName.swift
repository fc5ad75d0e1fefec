package import Catalog

/// A name as specs write it: `nightly`, `bronze.flights`, `wh:ops.fct_flight`.
package struct DottedName: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// What a prefix `lake:` or `wh:` says; nil without one.
  package let side: Side?
  /// At least one, none empty.
  package let parts: [String]
  /// The parts joined by dots, without the side.
  package let text: String

  package init(side: Side? = nil, parts: [String]) {
    self.side = side
    self.parts = parts
    text = parts.joined(separator: ".")
  }

  /// The last part: the table's own name in `bronze.flights`.
  package var last: String { parts[parts.count - 1] }

  /// All parts but the last, joined by dots: the schema in `bronze.flights`. Nil when there is one
  /// part only.
  package var qualifier: String? {
    switch parts.count {
    case 1: nil
    case 2: parts[0]
    default: parts.dropLast().joined(separator: ".")
    }
  }

  /// As it was written.
  package var description: String { side.map { "\($0.prefix):" + text } ?? text }

  /// By text; of equal texts, those without a side come first.
  package static func < (a: Self, b: Self) -> Bool {
    a.text == b.text ? (a.side?.prefix ?? "") < (b.side?.prefix ?? "") : a.text < b.text
  }
}
