package import Catalog
internal import SQL

extension DDLWriter {
  /// What stands behind the columns in `CREATE TABLE`.
  func partition(by partitioning: Partitioning) -> String {
    let keys = partitioning.keys.joined(separator: ", ")
    return "\nPARTITION BY \(partitioning.strategy.rawValue.uppercased()) (\(keys))"
  }

  package func addPartition(_ partition: TablePartition, to table: TableAddress) -> String {
    "CREATE TABLE \(quoted(partition.address))\n  PARTITION OF \(quoted(table)) "
      + clause(partition.bounds)
  }

  private func clause(_ bounds: PartitionBounds) -> String {
    switch bounds {
    case .range(let from, let to): "FOR VALUES FROM \(list(from)) TO \(list(to))"
    case .list(let values):
      "FOR VALUES IN ("
        + values.map { $0.map { dialect.literal($0) } ?? "NULL" }
        .joined(separator: ", ") + ")"
    case .hash(let modulus, let remainder):
      "FOR VALUES WITH (MODULUS \(modulus), REMAINDER \(remainder))"
    case .others: "DEFAULT"
    }
  }

  private func list(_ limits: [PartitionBounds.Limit]) -> String {
    let texts = limits.map { limit in
      switch limit {
      case .value(let text): dialect.literal(text)
      case .minimum: "MINVALUE"
      case .maximum: "MAXVALUE"
      }
    }
    return "(" + texts.joined(separator: ", ") + ")"
  }
}
