internal import Catalog
internal import ScheduleModel

/// Conditions on staged rows and on what was published.
struct LoadChecks {
  let writer: LoadWriter

  private func check(_ name: String, _ query: String, meaning: String) -> CompiledCheck {
    CompiledCheck(name: name, query: query, severity: .error, threshold: 0, meaning: meaning)
  }

  private func title(_ rule: String, _ columns: [String]) -> String {
    "\(rule)(\(columns.joined(separator: ", ")))"
  }

  /// No two staged rows agree in the columns.
  func unique(_ columns: [String], meaning: String) -> CompiledCheck {
    check(
      title("unique", columns),
      """
      SELECT count(*)
      FROM (
        SELECT \(writer.names(columns))
        FROM \(LoadWriter.rows) AS r
        GROUP BY \(writer.names(columns))
        HAVING count(*) > 1
      ) AS d
      """, meaning: meaning)
  }

  /// No staged row has a null in one of the columns.
  func notNull(_ columns: [String], meaning: String) -> CompiledCheck {
    let nulls = columns.map { "\(writer.column("r", $0)) IS NULL" }
    return check(
      title("not_null", columns),
      "SELECT count(*)\nFROM \(LoadWriter.rows) AS r\nWHERE \(nulls.joined(separator: " OR "))",
      meaning: meaning)
  }

  /// One check for each column of the target that is shorter than the texts it is filled from may
  /// be; `staged` gives the name that a column is staged under.
  func fit(_ columns: [StarColumn], staged: (StarColumn) -> String) -> [CompiledCheck] {
    columns.compactMap { column in
      guard case .varchar(let length) = column.type, column.isNarrowed else { return nil }
      let measure = writer.spelling.textSize(writer.column("r", staged(column)))
      return check(
        title("fits", [column.name]),
        "SELECT count(*)\nFROM \(LoadWriter.rows) AS r\nWHERE \(measure) > \(length)",
        meaning:
          "Texts of '\(column.sourceName)' are longer than '\(column.name)', "
          + "which is \(column.type), can hold.")
    }
  }

  /// No two rows of the table agree in the columns, nulls left out.
  func uniqueInTarget(_ address: TableAddress, _ columns: [String], meaning: String)
    -> CompiledCheck
  {
    let present = columns.map { "\(writer.column("t", $0)) IS NOT NULL" }
    return check(
      title("unique", columns),
      """
      SELECT count(*)
      FROM (
        SELECT \(writer.columns("t", columns))
        FROM \(writer.table(address)) AS t
        WHERE \(present.joined(separator: " AND "))
        GROUP BY \(writer.columns("t", columns))
        HAVING count(*) > 1
      ) AS d
      """, meaning: meaning)
  }

  func custom(_ name: String, _ query: String, meaning: String) -> CompiledCheck {
    check(name, query, meaning: meaning)
  }
}

extension StarColumn {
  /// Whether a text of the source may be too long for the column.
  var isNarrowed: Bool {
    guard case .varchar(let length) = type else { return false }
    if case .varchar(let source) = sourceType { return source > length }
    return true
  }
}
