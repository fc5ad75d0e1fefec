/// How the server gives a column its values, beyond a plain default.
package enum ColumnGeneration: Hashable, Sendable, Codable {
  /// The next number of a counter of the column's own: `IDENTITY`.
  case identity(Identity)
  /// PostgreSQL's `serial`: by default the next number of a sequence that the column owns.
  case serial
  /// PostgreSQL's stored generated column: computed from others of the row, an expression in
  /// canonical text.
  case computed(String)

  /// The expression that computes it; nil for counters.
  package var expression: String? {
    if case .computed(let text) = self { text } else { nil }
  }

  /// For people: `identity`, `serial`, `computed as (a + b)`.
  package var summary: String {
    switch self {
    case .identity(let identity):
      "identity" + (identity.isAlways ? "" : " by default") + identity.numbers
    case .serial: "serial"
    case .computed(let text): "computed as \(text)"
    }
  }
}

/// The counter of an identity column.
package struct Identity: Hashable, Sendable, Codable {
  /// Whether an `INSERT` may not give a value of its own.
  package var isAlways: Bool
  package var start: Int64
  package var step: Int64

  package init(isAlways: Bool = true, start: Int64 = 1, step: Int64 = 1) {
    self.isAlways = isAlways
    self.start = start
    self.step = step
  }

  fileprivate var numbers: String {
    start == 1 && step == 1 ? "" : " from \(start) by \(step)"
  }
}
