import Catalog
import Diagnostics
import SQL
import Testing

/// What is wrong with a text, each as its code, place and offending text.
private func problems(_ text: String, dialect: Dialect = .spark) -> [String] {
  var sources = SourceMap()
  let file = sources.add(path: "q.sql", bytes: Array(text.utf8))
  var sink = DiagnosticSink()
  _ = parseQuery(SourceText(file: file), dialect: dialect, sink: &sink)
  return sink.diagnostics.sortedForDisplay().map { diagnostic in
    guard let span = diagnostic.span else { return "\(diagnostic.code)" }
    let position = sources.position(of: span)
    let excerpt = String(decoding: file.bytes[Int(span.start)..<Int(span.end)], as: UTF8.self)
    return "\(diagnostic.code) \(position.line):\(position.column) \(excerpt)"
  }
}

struct ParserTests {
  @Test(arguments: [
    ("SELECT a b c FROM t", ["WR0304 1:12 c"]),
    ("SELECT FROM t", ["WR0304 1:8 FROM"]),
    ("SELECT a\nFROM\nWHERE b = 1", ["WR0304 3:1 WHERE"]),
    ("SELECT a FROM t WHERE", ["WR0304 1:22 "]),
    ("SELECT (a FROM t", ["WR0304 1:11 FROM"]),
    ("SELECT 'abc FROM t", ["WR0301 1:8 'abc FROM t"]),
    ("SELECT a ? b FROM t", ["WR0302 1:10 ?"]),
    ("SELECT 1abc FROM t", ["WR0303 1:8 1abc"]),
    ("SELECT CAST(a AS inte) FROM t", ["WR0306 1:18 inte"]),
    ("SELECT CAST(a AS decimal(50, 2)) FROM t", ["WR0306 1:18 decimal(50, 2)"]),
    ("SELECT EXTRACT(yeer FROM a) FROM t", ["WR0307 1:16 yeer"]),
    ("SELECT INTERVAL 'three days' AS x", ["WR0308 1:17 'three days'"]),
    ("VALUES (1, 2), (3)", ["WR0309 1:16 (3)"]),
    (
      "SELECT a,, b, CASE END FROM t JOIN u GROUP a",
      ["WR0304 1:10 ,", "WR0304 1:20 END", "WR0304 1:38 GROUP", "WR0304 1:44 a"]
    ),
    (
      "SELECT a FROM (SELECT b FROM u WHERE) x WHERE c = )",
      ["WR0304 1:37 )", "WR0304 1:51 )"]
    ),
    ("UPDATE t SET a = 1", ["WR0304 1:1 UPDATE"]),
  ])
  func everyMistakeIsReportedOnceAtItsPlace(text: String, expected: [String]) {
    #expect(problems(text) == expected)
  }

  @Test(arguments: [
    ("", "(", "1"), ("", "f(", ""), ("", "NOT ", "a"), ("", "- ", "a"), ("a", " + a", ""),
    ("a", "::int", ""), ("", "CASE WHEN ", ""), ("", "(SELECT ", ""), ("CAST(a AS ", "array<", ""),
    ("(SELECT a FROM ", "(", "b"),
  ])
  func nestingIsBounded(before: String, repeated: String, after: String) {
    let text = "SELECT " + before + String(repeating: repeated, count: 100_000) + after
    #expect(problems(text).map { $0.prefix(6) } == ["WR0305"])
  }

  @Test(arguments: [" AND a", " OR a", " || a"])
  func rowsOfAssociativeOperatorsAreNotBounded(text: String) {
    #expect(problems("SELECT a" + String(repeating: text, count: 100_000) + " AS x") == [])
  }

  @Test(arguments: [
    ("int", Dialect.spark, DataType.int), ("BIGINT", .spark, .long),
    ("timestamp", .spark, .timestamptz),
    (
      "array<struct<a: int, b: string>>", .spark,
      .list(.structure([.init("a", .int), .init("b", .string)]))
    ),
    ("character varying(20)", .postgreSQL, .varchar(20)),
    (
      "numeric(10,2)", .postgreSQL,
      .decimal(precision: 10, scale: 2)
    ),
    ("timestamp without time zone", .postgreSQL, .timestamp),
    ("timestamp with time zone", .postgreSQL, .timestamptz),
    ("double precision", .postgreSQL, .double), ("text[]", .postgreSQL, .list(.string)),
    ("timestamp(6) without time zone", .postgreSQL, .timestamp),
    ("map(varchar, integer)", .duckDB, .map(key: .string, value: .int)),
    ("super", .redshift, .json),
  ])
  func typeNamesAreRead(name: String, dialect: Dialect, type: DataType) {
    #expect(dialect.dataType(named: name) == type)
  }

  @Test func unknownTypeNamesAreNil() {
    #expect(Dialect.postgreSQL.dataType(named: "money") == nil)
    #expect(Dialect.postgreSQL.dataType(named: "numeric") == nil)
    #expect(Dialect.postgreSQL.dataType(named: "integer; DROP") == nil)
  }

  @Test(arguments: [
    ("flights", "flights"), ("Flights", "\"Flights\""), ("order", "\"order\""),
    ("user", "\"user\""), ("a b", "\"a b\""), ("say \"hi\"", "\"say \"\"hi\"\"\""),
    ("1st", "\"1st\""), ("", "\"\""),
  ])
  func namesAreQuotedByNeed(name: String, quoted: String) {
    #expect(Dialect.postgreSQL.quoted(name) == quoted)
  }

  /// Every function that the catalog has can be written for every dialect, or is refused by name.
  @Test func everySpellingIsWellFormed() {
    for dialect in Dialect.all {
      for function in FunctionCatalog.functions.values {
        let least = function.parameters.count - function.optionalCount
        for count in least...function.parameters.count {
          let arguments = (0..<count).map { index in
            Expression(
              function.parameters[index] == .constant
                ? .literal(.string("-")) : .column(qualifier: [], name: Identifier("day")))
          }
          let call = FunctionCall(
            Identifier(function.name), arguments, window: function.kind == .window ? Window() : nil)
          let printed = Expression(.call(call)).printed(for: dialect)
          #expect(!printed.text.contains { "$@&^".contains($0) }, "\(printed.text)")
        }
      }
    }
  }
}
