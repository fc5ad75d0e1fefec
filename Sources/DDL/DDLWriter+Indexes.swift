package import Catalog

extension DDLWriter {
  /// An index of a table or materialized view.
  package func createIndex(_ index: TableIndex, on table: TableAddress) -> String {
    var text = index.isUnique ? "CREATE UNIQUE INDEX " : "CREATE INDEX "
    text += "\(quoted(index.name))\n  ON \(quoted(table))"
    if index.method != "btree" { text += " USING \(quoted(index.method))" }
    text += " (" + index.parts.map { part($0) }.joined(separator: ", ") + ")"
    if !index.included.isEmpty { text += "\n  INCLUDE \(list(index.included))" }
    if let condition = index.condition { text += "\n  WHERE \(condition)" }
    return text
  }

  private func part(_ part: IndexPart) -> String {
    var text =
      switch part.key {
      case .column(let name): quoted(name)
      case .expression(let text): "(\(text))"
      }
    if let name = part.operatorClass { text += " \(name)" }
    if part.isDescending { text += " DESC" }
    if part.nullsFirst != part.isDescending {
      text += part.nullsFirst ? " NULLS FIRST" : " NULLS LAST"
    }
    return text
  }

  package func dropIndex(_ name: String, of table: TableAddress) -> String {
    "DROP INDEX \(quoted(TableAddress(table.schema, name)))"
  }
}
