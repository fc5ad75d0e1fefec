/// A key of a warehouse table, by what it says; its name is the server's affair. A check has the name
/// that specs give it.
package enum TableConstraint: Hashable, Sendable, Codable {
  case primaryKey([String])
  case unique([String])
  case foreignKey(ForeignKey)
  case check(CheckConstraint)

  /// The columns of the table itself; empty for a check, whose condition is text.
  package var columns: [String] {
    switch self {
    case .primaryKey(let columns), .unique(let columns): columns
    case .foreignKey(let key): key.columns
    case .check: []
    }
  }

  /// For people: `primary key (id)`, `foreign key (a) to ops.dim_a (id)`, `check 'positive' (a > 0)`.
  package var summary: String {
    let list = "(" + columns.joined(separator: ", ") + ")"
    return switch self {
    case .primaryKey: "primary key \(list)"
    case .unique: "unique key \(list)"
    case .foreignKey(let key):
      "foreign key \(list) to \(key.target.dotted) (\(key.targetColumns.joined(separator: ", ")))"
        + key.optionsSummary
    case .check(let check): "check '\(check.name)' (\(check.condition))"
    }
  }

  package var isForeignKey: Bool {
    if case .foreignKey = self { true } else { false }
  }
}

extension ForeignKey {
  fileprivate var optionsSummary: String {
    var text = ""
    if onDelete != .noAction { text += " on delete \(onDelete.rawValue.lowercased())" }
    if onUpdate != .noAction { text += " on update \(onUpdate.rawValue.lowercased())" }
    if timing != .immediate { text += " \(timing.rawValue.lowercased())" }
    return text
  }
}

extension WarehouseTable {
  /// All keys and checks: the primary key, the unique keys, the foreign keys, the checks.
  package var constraints: [TableConstraint] {
    (primaryKey.isEmpty ? [] : [.primaryKey(primaryKey)]) + uniqueKeys.map { .unique($0) }
      + foreignKeys.map { .foreignKey($0) } + (checks ?? []).map { .check($0) }
  }
}
