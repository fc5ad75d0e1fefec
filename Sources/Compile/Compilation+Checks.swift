internal import Catalog
internal import Diagnostics
internal import SQL
internal import ScheduleModel
internal import Spec

extension Compilation {
  /// The checks that stand in documents of their own and look at `table`.
  mutating func standaloneChecks(on table: LakeTable, dialect: Dialect) -> [CompiledCheck] {
    var checks: [CompiledCheck] = []
    for spec in project.checks
    where spec.target.value.side != .warehouse && spec.target.value.text == table.address.dotted {
      checks += compiled(spec.rule, columns: table.columns, of: table.address, in: dialect)
    }
    return checks
  }

  /// Reports documents of checks that no task runs.
  mutating func checkStandaloneChecks() {
    for spec in project.checks {
      let name = spec.target.value
      if isAmbiguous(spec.target) { continue }
      if name.side != .lake, let schema = name.qualifier,
        desired.warehouse.tables[TableAddress(.warehouse, schema, name.last)] != nil
      {
        sink.report(
          .unbuilt(
            "checks of warehouse tables", at: spec.target.span,
            help: "Check the lake table that it is made from."))
        continue
      }
      if isUnreadable(name) { continue }
      guard let table = lakeTable(spec.target) else { continue }
      if tasks[TargetID(table.address)] == nil {
        sink.report(.checkWithoutTask(table.address, at: spec.target.span))
      }
    }
  }

  /// A rule as queries that count broken rows of `{{rows}}`; none when it is wrong, which is
  /// reported.
  mutating func compiled(
    _ spec: CheckRuleSpec, columns: [Column], of table: TableAddress, in dialect: Dialect
  ) -> [CompiledCheck] {
    let names = columns.map(\.name)
    let mentioned = spec.rule.columns
    for column in mentioned { check(column.value, at: column.span, in: names, table) }
    guard mentioned.allSatisfy({ names.contains($0.value) }) else { return [] }
    return queries(of: spec, in: dialect).map { name, query, meaning in
      CompiledCheck(
        name: name, query: query, severity: spec.severity == .error ? .error : .warning,
        threshold: spec.threshold?.value ?? 0, meaning: meaning)
    }
  }

  private mutating func queries(
    of spec: CheckRuleSpec, in dialect: Dialect
  ) -> [(name: String, query: String, meaning: String)] {
    func count(where condition: String) -> String {
      "SELECT count(*)\nFROM {{rows}}\nWHERE \(condition)"
    }
    func quoted(_ name: Spanned<String>) -> String { dialect.quoted(name.value) }

    switch spec.rule {
    case .notNull(let columns):
      return columns.map { column in
        (
          "not_null(\(column.value))", count(where: "\(quoted(column)) IS NULL"),
          "'\(column.value)' has no value"
        )
      }
    case .unique(let columns):
      let list = columns.map(quoted).joined(separator: ", ")
      let names = columns.map(\.value).joined(separator: ", ")
      let query =
        "SELECT count(*)\nFROM (\n  SELECT \(list)\n  FROM {{rows}}\n  GROUP BY \(list)\n"
        + "  HAVING count(*) > 1\n) AS repeated"
      return [("unique(\(names))", query, "several rows have the same \(names)")]
    case .accepted(let column, let values):
      let list = values.map { literal($0.value, in: dialect) }.joined(separator: ", ")
      return [
        (
          "accepted(\(column.value))", count(where: "\(quoted(column)) NOT IN (\(list))"),
          "'\(column.value)' has a value that is not accepted"
        )
      ]
    case .range(let column, let minimum, let maximum):
      var conditions: [String] = []
      if let minimum {
        conditions.append("\(quoted(column)) < \(literal(minimum.value, in: dialect))")
      }
      if let maximum {
        conditions.append("\(quoted(column)) > \(literal(maximum.value, in: dialect))")
      }
      return [
        (
          "range(\(column.value))", count(where: conditions.joined(separator: " OR ")),
          "'\(column.value)' lies outside of its range"
        )
      ]
    case .rowCount(let minimum, let maximum):
      var conditions: [String] = []
      if let minimum { conditions.append("count(*) < \(minimum.value)") }
      if let maximum { conditions.append("count(*) > \(maximum.value)") }
      let condition = conditions.joined(separator: " OR ")
      return [
        (
          "row_count", "SELECT CASE WHEN \(condition) THEN 1 ELSE 0 END\nFROM {{rows}}",
          "the number of rows is outside of its bounds"
        )
      ]
    // Refused where they are written.
    case .relationship, .freshness, .reconcile, .sql: return []
    }
  }

  private func literal(_ value: ScalarValue, in dialect: Dialect) -> String {
    switch value {
    case .text(let text): dialect.literal(text)
    case .integer(let number): String(number)
    case .float(let number): String(number)
    case .boolean(let flag): flag ? "TRUE" : "FALSE"
    }
  }
}

extension CheckRuleSpec.Rule {
  /// The columns of the checked table that the rule names.
  fileprivate var columns: [Spanned<String>] {
    switch self {
    case .notNull(let columns), .unique(let columns): columns
    case .accepted(let column, _), .range(let column, _, _), .freshness(let column, _): [column]
    case .relationship(let columns, _, _): columns
    case .rowCount, .reconcile, .sql: []
    }
  }
}
