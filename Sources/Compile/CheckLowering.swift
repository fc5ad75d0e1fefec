internal import Catalog
internal import Diagnostics
internal import SQL
internal import ScheduleModel
internal import Spec

/// Makes queries of the rules that hold for tables. Depends on nothing but the rule and the table's
/// columns, so that many can be worked on at a time.
struct CheckLowering {
  /// What the queries are written in.
  let dialect: Dialect
  /// The checks that stand in documents of their own, by the table as they name it.
  private let standalone: [String: [CheckSpec]]

  init(_ checks: [CheckSpec], dialect: Dialect) {
    self.dialect = dialect
    standalone = Dictionary(
      grouping: checks.filter { $0.target.value.side != .warehouse }, by: \.target.value.text)
  }

  /// The checks of a table of the lake: those that stand where it is filled, then those of documents
  /// of their own.
  func checks(
    _ rules: [CheckRuleSpec], of table: LakeTable, sink: inout DiagnosticSink
  ) -> [CompiledCheck] {
    var checks: [CompiledCheck] = []
    for rule in rules {
      checks += compiled(rule, columns: table.columns, of: table.address, sink: &sink)
    }
    guard !standalone.isEmpty else { return checks }
    for spec in standalone[table.address.dotted] ?? [] {
      checks += compiled(spec.rule, columns: table.columns, of: table.address, sink: &sink)
    }
    return checks
  }

  /// A rule as queries that count broken rows of `{{rows}}`; none when it is wrong, which is
  /// reported.
  private func compiled(
    _ spec: CheckRuleSpec, columns: [Column], of table: TableAddress, sink: inout DiagnosticSink
  ) -> [CompiledCheck] {
    let unknown = spec.rule.columns.filter { mentioned in
      !columns.contains { $0.name == mentioned.value }
    }
    for column in unknown {
      sink.require(column.value, at: column.span, in: columns.map(\.name), of: table)
    }
    guard unknown.isEmpty else { return [] }
    return queries(of: spec).map { name, query, meaning in
      CompiledCheck(
        name: name, query: query, severity: spec.severity == .error ? .error : .warning,
        threshold: spec.threshold?.value ?? 0, meaning: meaning)
    }
  }

  private func queries(
    of spec: CheckRuleSpec
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
      let list = values.map { literal($0.value) }.joined(separator: ", ")
      return [
        (
          "accepted(\(column.value))", count(where: "\(quoted(column)) NOT IN (\(list))"),
          "'\(column.value)' has a value that is not accepted"
        )
      ]
    case .range(let column, let minimum, let maximum):
      var conditions: [String] = []
      if let minimum {
        conditions.append("\(quoted(column)) < \(literal(minimum.value))")
      }
      if let maximum {
        conditions.append("\(quoted(column)) > \(literal(maximum.value))")
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

  private func literal(_ value: ScalarValue) -> String {
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
