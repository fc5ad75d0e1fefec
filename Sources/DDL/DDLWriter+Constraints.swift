package import Catalog

extension DDLWriter {
  package func addConstraint(_ constraint: TableConstraint, to table: TableAddress) -> String {
    "ALTER TABLE \(quoted(table))\n  ADD \(constraintDefinition(constraint, of: table))"
  }

  /// `name` is the one that the server has.
  package func dropConstraint(named name: String, of table: TableAddress) -> String {
    "ALTER TABLE \(quoted(table))\n  DROP CONSTRAINT \(quoted(name))"
  }

  /// The name that Weir gives: `flight_pkey`, `flight_code_key`, `flight_origin_fkey`; of a check its
  /// own. One that would be too long is cut and ends in eight digits of a fingerprint.
  package func constraintName(_ constraint: TableConstraint, of table: TableAddress) -> String {
    let ending: String
    switch constraint {
    case .primaryKey: ending = "pkey"
    case .unique: ending = "key"
    case .foreignKey: ending = "fkey"
    case .check(let check): return check.name
    }
    var parts = [table.name]
    if case .primaryKey = constraint {} else { parts += constraint.columns }
    return generatedName(parts, ending)
  }

  func generatedName(_ parts: [String], _ ending: String) -> String {
    GeneratedName.joining(parts, ending, maximumBytes: rules.maximumNameBytes)
  }

  func constraintDefinition(_ constraint: TableConstraint, of table: TableAddress) -> String {
    let name = "CONSTRAINT \(quoted(constraintName(constraint, of: table)))"
    switch constraint {
    case .primaryKey(let columns): return "\(name) PRIMARY KEY \(list(columns))"
    case .unique(let columns): return "\(name) UNIQUE \(list(columns))"
    case .foreignKey(let key):
      return "\(name) FOREIGN KEY \(list(key.columns))"
        + " REFERENCES \(quoted(key.target)) \(list(key.targetColumns))" + options(of: key)
    case .check(let check): return "\(name) CHECK (\(check.condition))"
    }
  }

  /// What a foreign key says beyond the columns, where it is not what it is by itself.
  private func options(of key: ForeignKey) -> String {
    var text = ""
    if key.onDelete != .noAction { text += " ON DELETE \(key.onDelete.rawValue)" }
    if key.onUpdate != .noAction { text += " ON UPDATE \(key.onUpdate.rawValue)" }
    if key.timing != .immediate { text += " \(key.timing.rawValue)" }
    return text
  }
}
