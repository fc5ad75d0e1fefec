package import Catalog

extension DDLWriter {
  /// The column, and its comment where it has one.
  package func addColumn(_ column: Column, to table: TableAddress) -> [String] {
    let statement = "ALTER TABLE \(quoted(table))\n  ADD COLUMN \(columnDefinition(column))"
    return [statement] + commentsOnColumns([column], of: table)
  }

  package func dropColumn(_ column: ColumnAddress) -> String {
    "ALTER TABLE \(quoted(column.table))\n  DROP COLUMN \(quoted(column.name))"
  }

  package func renameColumn(_ column: ColumnAddress, to name: String) -> String {
    "ALTER TABLE \(quoted(column.table))\n  RENAME COLUMN \(quoted(column.name)) TO \(quoted(name))"
  }

  /// A default stands in the way of a new type and is put back after it. A text that is too long for the
  /// new type is to fail, where a cast would cut it.
  package func alterType(of column: ColumnAddress, to type: DataType, defaultValue: String?)
    -> [String]
  {
    let name = quoted(column.name)
    let typeName = typeName(type)
    let conversion =
      rules.convertsInPlace && !type.isCutByCasts ? " USING \(name)::\(typeName)" : ""
    let change =
      "ALTER TABLE \(quoted(column.table))\n  ALTER COLUMN \(name) TYPE \(typeName)\(conversion)"
    guard let defaultValue else { return [change] }
    return [setDefault(of: column, to: nil), change, setDefault(of: column, to: defaultValue)]
  }

  package func setRequired(_ column: ColumnAddress, _ isRequired: Bool) -> String {
    let verb = isRequired ? "SET" : "DROP"
    return
      "ALTER TABLE \(quoted(column.table))\n  ALTER COLUMN \(quoted(column.name)) \(verb) NOT NULL"
  }

  /// Nil takes the default away.
  package func setDefault(of column: ColumnAddress, to value: String?) -> String {
    let action = value.map { "SET DEFAULT \($0)" } ?? "DROP DEFAULT"
    return "ALTER TABLE \(quoted(column.table))\n  ALTER COLUMN \(quoted(column.name)) \(action)"
  }
}
