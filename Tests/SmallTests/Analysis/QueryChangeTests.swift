import Analysis
import Catalog
import Diagnostics
import SQL
import Testing

struct QueryChangeTests {
  private static let table = DeclaredTable(
    address: TableAddress(.lake, "s", "t"),
    columns: [
      Column("a", .int), Column("b", .string), Column("c", .decimal(precision: 10, scale: 2)),
    ])

  private func analyzed(_ sql: String) throws -> AnalyzedQuery {
    var sources = SourceMap()
    var sink = DiagnosticSink()
    let text = SourceText(file: sources.add(path: "q.sql", bytes: Array(sql.utf8)))
    let query = parseQuery(text, dialect: .spark, sink: &sink)
    let result = analyze(
      query, in: text, dialect: .spark,
      tables: DeclaredTables(
        table: { $0.description == "s.t" ? Self.table : nil }, names: { ["s.t"] }), sink: &sink)
    try #require(!sink.hasErrors, "\(sql): \(sink.diagnostics)")
    return result
  }

  private static let old =
    "WITH own AS (SELECT a, b, c FROM s.t WHERE a > 0) SELECT a, upper(b) AS name, c * 2 AS twice FROM own"

  @Test(arguments: [
    (
      "WITH x AS (SELECT a, b, c FROM s.t WHERE a > 0) SELECT a, upper(b) AS name, c * 2 AS twice FROM x",
      QueryChange.same
    ),
    (
      "WITH own AS (SELECT c, b, a FROM s.t WHERE a > 0) SELECT c * 2 AS twice, a, upper(b) AS name FROM own",
      .same
    ),
    (
      "WITH own AS (SELECT a, b, c, a + 1 AS d FROM s.t WHERE a > 0) SELECT a, upper(b) AS name, c * 2 AS twice, d AS next FROM own",
      .additive(["next"])
    ),
    (
      "WITH own AS (SELECT a, b, c FROM s.t WHERE a > 0) SELECT a, lower(b) AS name, c * 2 AS twice FROM own",
      .breaking(["name"])
    ),
    (
      "WITH own AS (SELECT a, trim(b) AS b, c FROM s.t WHERE a > 0) SELECT a, upper(b) AS name, c * 2 AS twice FROM own",
      .breaking(["name"])
    ),
    (
      "WITH own AS (SELECT a, b, c FROM s.t WHERE a > 0) SELECT a, c * 2 AS twice FROM own",
      .breaking(["name"])
    ),
    (
      "WITH own AS (SELECT a, b, c FROM s.t WHERE a > 1) SELECT a, upper(b) AS name, c * 2 AS twice FROM own",
      .breaking(["a", "name", "twice"])
    ),
    (
      "WITH own AS (SELECT a, b, c FROM s.t WHERE a > 0) SELECT DISTINCT a, upper(b) AS name, c * 2 AS twice FROM own",
      .breaking(["a", "name", "twice"])
    ),
    (
      "WITH own AS (SELECT a, b, c FROM s.t WHERE a > 0) SELECT CAST(a AS bigint) AS a, upper(b) AS name, c * 2 AS twice FROM own",
      .breaking(["a"])
    ),
  ])
  func whatChangesIsNamed(new: String, expected: QueryChange) throws {
    let change = QueryChange(from: try analyzed(Self.old), to: try analyzed(new))
    #expect(change == expected)
  }

  @Test func placesOfColumnsAreNotMovedUnseen() throws {
    let old = try analyzed("SELECT a, b FROM s.t GROUP BY 1, 2 ORDER BY 1 LIMIT 5")
    let new = try analyzed("SELECT b, a FROM s.t GROUP BY 1, 2 ORDER BY 1 LIMIT 5")
    #expect(QueryChange(from: old, to: new) == .breaking(["a", "b"]))
  }
}
