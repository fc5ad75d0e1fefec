/// A key of a warehouse table, by what it says; its name is the server's affair.
package enum TableConstraint: Hashable, Sendable, Codable {
  case primaryKey([String])
  case unique([String])
  case foreignKey(ForeignKey)

  /// The columns of the table itself.
  package var columns: [String] {
    switch self {
    case .primaryKey(let columns), .unique(let columns): columns
    case .foreignKey(let key): key.columns
    }
  }

  /// For people: `primary key (id)`, `foreign key (a) to ops.dim_a (id)`.
  package var summary: String {
    let list = "(" + columns.joined(separator: ", ") + ")"
    return switch self {
    case .primaryKey: "primary key \(list)"
    case .unique: "unique key \(list)"
    case .foreignKey(let key):
      "foreign key \(list) to \(key.target.dotted) (\(key.targetColumns.joined(separator: ", ")))"
    }
  }
}

extension WarehouseTable {
  /// All keys: the primary key, the unique keys, the foreign keys.
  package var constraints: [TableConstraint] {
    (primaryKey.isEmpty ? [] : [.primaryKey(primaryKey)]) + uniqueKeys.map { .unique($0) }
      + foreignKeys.map { .foreignKey($0) }
  }
}
