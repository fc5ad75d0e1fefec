internal import Catalog
internal import ScheduleModel

extension FactLoad {
  /// Conditions on the staged rows.
  var checks: [CompiledCheck] {
    let checks = LoadChecks(writer: writer)
    let grain = model.grainSources
    let required = model.copied.filter { model.grain.contains($0.name) }.map(\.sourceName)
    var all: [CompiledCheck] = []
    if !required.isEmpty {
      all.append(
        checks.notNull(
          required, meaning: "Rows of '\(model.source.dotted)' lack a part of the fact's grain."))
    }
    all.append(
      checks.unique(
        grain, meaning: "Rows of '\(model.source.dotted)' are alike in the fact's grain."))
    all += checks.fit(fitted, staged: \.sourceName)
    if let moved = moved(checks) { all.append(moved) }
    return all
  }

  /// Columns that texts are copied into, those of inferred members among them.
  private var fitted: [StarColumn] {
    model.copied
      + model.uses.flatMap { use in
        use.dimension.inferring == nil
          ? []
          : zip(use.dimension.naturalKey, use.parts).map { key, part in
            StarColumn("\(use.role).\(key.name)", key.type, from: part.name, part.type)
          }
      }
  }

  /// No staged row stands in the table under another time: the range of that time has to be loaded
  /// first. Nil when the grain holds the time, or all rows are replaced.
  private func moved(_ checks: LoadChecks) -> CompiledCheck? {
    guard let interval = model.interval, !model.grain.contains(interval.name) else { return nil }
    let grain = model.copied.filter { model.grain.contains($0.name) }
    guard grain.count == model.grain.count else { return nil }
    let same = grain.map { column in
      "\(writer.column("t", column.name)) = \(writer.column("r", column.sourceName))"
    }
    let column = writer.column("t", interval.name)
    return checks.custom(
      "moved(\(model.grain.joined(separator: ", ")))",
      """
      SELECT count(*)
      FROM \(LoadWriter.rows) AS r
      JOIN \(target) AS t ON \(same.joined(separator: " AND "))
      WHERE \(column) < \(LoadWriter.lower)
        OR \(column) >= \(LoadWriter.upper)
      """,
      meaning: "Rows stand in '\(model.address.dotted)' under another '\(interval.name)': "
        + "load the range of that one again first.")
  }

  /// Conditions on the fact after its load.
  var publishChecks: [CompiledCheck] {
    let checks = LoadChecks(writer: writer)
    let missing = model.uses.map { "\(writer.column("t", $0.keyColumn)) IS NULL" }
    var all = [
      checks.custom(
        "complete",
        """
        SELECT abs(
          (SELECT count(*) FROM \(LoadWriter.staging))
          - (SELECT count(*) FROM \(target) AS t\(range("\n     WHERE ", "t")))
        )
        """,
        meaning: "Rows of '\(model.source.dotted)' were lost or doubled on the way into "
          + "'\(model.address.dotted)'.")
    ]
    if !missing.isEmpty {
      all.append(
        checks.custom(
          "members",
          """
          SELECT count(*)
          FROM \(target) AS t
          WHERE (\(missing.joined(separator: " OR ")))\(range("\n  AND ", "t"))
          """,
          meaning: "Rows of '\(model.address.dotted)' do not refer to a member of each dimension."))
    }
    return all
  }

  /// The condition that a row of the fact lies in the range, after `prefix`; empty when all rows do.
  private func range(_ prefix: String, _ alias: String) -> String {
    guard let interval = model.interval else { return "" }
    let column = writer.column(alias, interval.name)
    return "\(prefix)\(column) >= \(LoadWriter.lower) AND \(column) < \(LoadWriter.upper)"
  }
}
