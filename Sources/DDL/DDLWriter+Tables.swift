package import Catalog

extension DDLWriter {
  /// The table with its columns, primary key, unique keys and checks. Foreign keys, indexes, partitions,
  /// comments, the owner and row security are statements of their own.
  package func createTable(_ table: WarehouseTable) -> [String] {
    var lines = table.columns.map { columnDefinition($0) }
    let keys = table.constraints.filter { !$0.isForeignKey }
    let counters = table.columns.filter { $0.generation == .serial && !$0.isRequired }
    if rules.namesConstraintsInCreate {
      lines += keys.map { constraintDefinition($0, of: table.address) }
    }
    var statement = "CREATE TABLE \(quoted(table.address)) (\n"
    statement += lines.map { "  \($0)" }.joined(separator: ",\n") + "\n)"
    if let partitioning = table.partitioning { statement += partition(by: partitioning) }
    if rules.hasDistribution { statement += layout(of: table) }
    let later =
      rules.namesConstraintsInCreate ? [] : keys.map { addConstraint($0, to: table.address) }
    return [statement] + later
      + counters.flatMap { addCounter(to: ColumnAddress(table.address, $0.name), $0.type) }
  }

  /// The table's and its columns' comments, of those that have one.
  package func comments(of table: WarehouseTable) -> [String] {
    let own = table.comment.map { [commentOnTable(table.address, $0)] } ?? []
    return own + commentsOnColumns(table.columns, of: table.address)
  }

  func commentsOnColumns(_ columns: [Column], of address: TableAddress) -> [String] {
    columns.compactMap { column in
      column.comment.map { commentOnColumn(ColumnAddress(address, column.name), $0) }
    }
  }

  package func commentOnTable(_ table: TableAddress, _ comment: String?) -> String {
    "COMMENT ON TABLE \(quoted(table)) IS \(commentLiteral(comment))"
  }

  package func commentOnColumn(_ column: ColumnAddress, _ comment: String?) -> String {
    "COMMENT ON COLUMN \(quoted(column.table)).\(quoted(column.name)) IS \(commentLiteral(comment))"
  }

  package func changeOwner(ofTable table: TableAddress, to owner: RoleName) -> String {
    "ALTER TABLE \(quoted(table)) OWNER TO \(quoted(owner))"
  }

  /// Another name, another schema, or both.
  package func renameTable(_ table: TableAddress, to new: TableAddress) -> [String] {
    var statements: [String] = []
    var current = table
    if table.schema != new.schema {
      statements.append("ALTER TABLE \(quoted(table)) SET SCHEMA \(quoted(new.schema.name))")
      current = TableAddress(new.schema, table.name)
    }
    if table.name != new.name {
      statements.append("ALTER TABLE \(quoted(current)) RENAME TO \(quoted(new.name))")
    }
    return statements
  }

  package func dropTable(_ table: TableAddress) -> String { "DROP TABLE \(quoted(table))" }
}
