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

  /// `flight_code_key`; cut where it would be too long.
  func generatedName(_ parts: [String], _ ending: String) -> String {
    let name = (parts + [ending]).joined(separator: "_")
    guard name.utf8.count > rules.maximumNameBytes else { return name }
    // Parts are told apart in what is hashed, so that `a_b` and `a`, `b` differ.
    let digits = Fingerprint(of: (parts + [ending]).joined(separator: "\u{0}")).short.prefix(8)
    let tail = "_\(digits)_\(ending)"
    return cut(name, toBytes: rules.maximumNameBytes - tail.utf8.count) + tail
  }

  private func cut(_ name: String, toBytes limit: Int) -> String {
    var out = String.UnicodeScalarView()
    var bytes = 0
    for scalar in name.unicodeScalars {
      bytes += String(scalar).utf8.count
      if bytes > limit { break }
      out.append(scalar)
    }
    return String(out)
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
