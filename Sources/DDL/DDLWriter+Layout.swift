package import Catalog

/// How Redshift keeps a table's rows. Only for a dialect that `hasLayout`.
extension DDLWriter {
  /// Whether tables have a distribution, a sort key and encodings.
  package var hasLayout: Bool { rules.hasDistribution }

  /// What stands behind the columns in `CREATE TABLE`.
  func layout(of table: WarehouseTable) -> String {
    var text = ""
    if let distribution = table.distribution { text += "\n" + clause(distribution) }
    if let key = table.sortKey { text += "\n" + clause(key) }
    return text
  }

  private func clause(_ distribution: Distribution) -> String {
    switch distribution {
    case .all: "DISTSTYLE ALL"
    case .even: "DISTSTYLE EVEN"
    case .key(let column): "DISTSTYLE KEY DISTKEY \(list([column]))"
    }
  }

  private func clause(_ key: SortKey) -> String {
    (key.isInterleaved ? "INTERLEAVED SORTKEY " : "SORTKEY ") + list(key.columns)
  }

  /// Nil leaves it to the server.
  package func setDistribution(of table: TableAddress, to distribution: Distribution?) -> String {
    // Other than in CREATE TABLE, the column stands without parentheses (Redshift, ALTER TABLE).
    let style =
      switch distribution {
      case .key(let column): "DISTSTYLE KEY DISTKEY \(quoted(column))"
      case let other?: clause(other)
      case nil: "DISTSTYLE AUTO"
      }
    return "ALTER TABLE \(quoted(table))\n  ALTER \(style)"
  }

  /// Nil sorts by nothing: `AUTO` would keep the key. An interleaved key cannot be set.
  package func setSortKey(of table: TableAddress, to key: SortKey?) -> String {
    precondition(key?.isInterleaved != true, "no table becomes interleaved: it is made anew")
    return "ALTER TABLE \(quoted(table))\n  ALTER \(key.map { clause($0) } ?? "SORTKEY NONE")"
  }

  package func setEncoding(of column: ColumnAddress, to encoding: String) -> String {
    "ALTER TABLE \(quoted(column.table))\n  ALTER COLUMN \(quoted(column.name)) ENCODE \(encoding)"
  }
}
