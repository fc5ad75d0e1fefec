internal import Catalog
internal import SQL
internal import ScheduleModel

/// Writes what the engine reads from the lake, in the engine's dialect.
struct StagingQuery {
  let engine: Dialect

  /// The staging of columns of a table, each under a name of its own. With an interval, of the rows
  /// whose interval column lies in the range.
  func staging(
    of columns: [(source: String, column: Column)], from table: TableAddress,
    interval: String? = nil
  ) -> StarWork.Staging {
    let items = columns.map { source, column in
      source == column.name
        ? engine.quoted(source) : "\(engine.quoted(source)) AS \(engine.quoted(column.name))"
    }
    var query = "SELECT\n  " + items.joined(separator: ",\n  ") + "\nFROM \(name(table))"
    if let interval {
      let column = engine.quoted(interval)
      query +=
        "\nWHERE \(column) >= \(LoadWriter.lower)\n  AND \(column) < \(LoadWriter.upper)"
    }
    return StarWork.Staging(query: query, columns: columns.map(\.column))
  }

  private func name(_ table: TableAddress) -> String {
    let levels = table.schema.name.split(separator: ".").map(String.init)
    return engine.quoted(["lake"] + levels + [table.name])
  }
}
