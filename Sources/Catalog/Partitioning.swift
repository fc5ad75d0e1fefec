/// How PostgreSQL spreads a table's rows over tables of their own.
package struct Partitioning: Hashable, Sendable, Codable {
  package enum Strategy: String, Hashable, Sendable, Codable, CaseIterable {
    case range
    case list
    case hash
  }

  package var strategy: Strategy
  /// The server's text of what decides: columns, quoted by need, or expressions in parentheses.
  package var keys: [String]

  package init(_ strategy: Strategy, keys: [String]) {
    self.strategy = strategy
    self.keys = keys
  }

  /// For people: `range (day)`.
  package var summary: String { "\(strategy.rawValue) (\(keys.joined(separator: ", ")))" }
}

/// One of the tables that hold the rows of a partitioned one.
package struct TablePartition: Hashable, Sendable, Codable {
  /// May stand in another schema than the table.
  package var address: TableAddress
  package var bounds: PartitionBounds

  package init(_ address: TableAddress, _ bounds: PartitionBounds) {
    self.address = address
    self.bounds = bounds
  }
}

/// Which rows a partition holds. Values are texts without quotes; nil is NULL.
package enum PartitionBounds: Hashable, Sendable, Codable {
  /// From the first, included, to the second, left out; one value a key.
  case range(from: [Limit], to: [Limit])
  case list([String?])
  case hash(modulus: Int, remainder: Int)
  /// All that no other holds.
  case others

  /// One end of a range.
  package enum Limit: Hashable, Sendable, Codable {
    case value(String)
    case minimum
    case maximum
  }
}
