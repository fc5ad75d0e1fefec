/// An index of a table or materialized view of PostgreSQL that stands behind no key.
package struct TableIndex: Hashable, Sendable, Codable {
  /// Unique among the tables, views and indexes of its schema.
  package var name: String
  /// The access method: `btree`, `gin`.
  package var method: String
  package var isUnique: Bool
  /// At least one.
  package var parts: [IndexPart]
  /// Columns that it only carries along, in order.
  package var included: [String]
  /// Which rows it covers, in the canonical text of the warehouse's dialect; nil for all.
  package var condition: String?

  package init(
    name: String, method: String = "btree", isUnique: Bool = false, parts: [IndexPart],
    included: [String] = [], condition: String? = nil
  ) {
    self.name = name
    self.method = method
    self.isUnique = isUnique
    self.parts = parts
    self.included = included
    self.condition = condition
  }

  /// For people: `unique btree (code, lower(name))`.
  package var summary: String {
    (isUnique ? "unique " : "") + "\(method) ("
      + parts.map(\.summary).joined(separator: ", ") + ")"
      + (condition.map { " where \($0)" } ?? "")
  }
}

/// What an index orders by first, second and so on.
package struct IndexPart: Hashable, Sendable, Codable {
  package enum Key: Hashable, Sendable, Codable {
    case column(String)
    /// In the canonical text of the warehouse's dialect.
    case expression(String)
  }

  package var key: Key
  /// The operator class, quoted by need, where it is not the one that the type has by itself.
  package var operatorClass: String?
  package var isDescending: Bool
  /// The server's own order, nulls last, first where it descends, when nil.
  package var nullsFirst: Bool

  package init(
    _ key: Key, operatorClass: String? = nil, isDescending: Bool = false, nullsFirst: Bool? = nil
  ) {
    self.key = key
    self.operatorClass = operatorClass
    self.isDescending = isDescending
    self.nullsFirst = nullsFirst ?? isDescending
  }

  /// For people.
  package var summary: String {
    let text =
      switch key {
      case .column(let name): name
      case .expression(let text): text
      }
    return text + (operatorClass.map { " \($0)" } ?? "") + (isDescending ? " desc" : "")
  }

  /// The column that it is; nil for an expression.
  package var column: String? {
    if case .column(let name) = key { name } else { nil }
  }
}

extension TableIndex {
  /// Whether `CREATE INDEX` would say the same but for expressions, which servers rewrite.
  package func isShaped(like other: TableIndex) -> Bool {
    guard method == other.method, isUnique == other.isUnique, included == other.included,
      parts.count == other.parts.count, (condition == nil) == (other.condition == nil)
    else { return false }
    return zip(parts, other.parts).allSatisfy { a, b in
      a.column == b.column && a.operatorClass == b.operatorClass
        && a.isDescending == b.isDescending && a.nullsFirst == b.nullsFirst
    }
  }

  /// Its expressions and its condition, in order.
  package var expressions: [String] {
    parts.compactMap { part in
      if case .expression(let text) = part.key { text } else { nil }
    } + (condition.map { [$0] } ?? [])
  }
}
