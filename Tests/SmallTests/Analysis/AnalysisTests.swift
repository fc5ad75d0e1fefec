import Analysis
import Catalog
import Diagnostics
import SQL
import Testing

/// The tables of the example's lake, as far as these tests need them.
private let declared: [String: DeclaredTable] = {
  let flights = [
    Column("id", .string, isRequired: true), Column("flight_date", .date, isRequired: true),
    Column("time_hour", .timestamptz), Column("carrier", .string, isRequired: true),
    Column("flight", .int, isRequired: true), Column("tailnum", .string),
    Column("origin", .string, isRequired: true), Column("dep_time", .int),
    Column("dep_delay", .int), Column("arr_delay", .int), Column("distance", .int),
  ]
  let weather = [
    Column("origin", .string, isRequired: true), Column("time_hour", .timestamptz),
    Column("temp", .decimal(precision: 5, scale: 2)), Column("visib", .double),
  ]
  let airlines = [
    Column("carrier", .string, isRequired: true), Column("name", .string, isRequired: true),
  ]
  return [
    "bronze.flights": flights, "bronze.weather": weather, "bronze.airlines": airlines,
  ].reduce(into: [:]) { tables, entry in
    let parts = entry.key.split(separator: ".").map(String.init)
    tables[entry.key] = DeclaredTable(
      address: TableAddress(.lake, parts[0], parts[1]), columns: entry.value)
  }
}()

private let tables = DeclaredTables(
  table: { declared[$0.description] }, names: { declared.keys.sorted() })

private struct Analysis {
  let query: AnalyzedQuery
  /// Each as code, line, column and offending text.
  let problems: [String]
  let file: SourceFile
}

private func analyzed(
  _ text: String, dialect: Dialect = .spark, target: DeclaredTable? = nil
) -> Analysis {
  var sources = SourceMap()
  let file = sources.add(path: "q.sql", bytes: Array(text.utf8))
  let source = SourceText(file: file)
  var sink = DiagnosticSink()
  let query = parseQuery(source, dialect: dialect, sink: &sink)
  let result = analyze(query, in: source, dialect: dialect, tables: tables, sink: &sink)
  if let target {
    checkAssignable(result, in: source, dialect: dialect, to: target, sink: &sink)
  }
  let problems = sink.diagnostics.sortedForDisplay().map { diagnostic in
    guard let span = diagnostic.span else { return "\(diagnostic.code)" }
    let excerpt = String(decoding: file.bytes[Int(span.start)..<Int(span.end)], as: UTF8.self)
    return "\(diagnostic.code) \(excerpt)"
  }
  return Analysis(query: result, problems: problems, file: file)
}

/// `name type`, with a question mark when it can be null.
private func described(_ column: OutputColumn) -> String {
  "\(column.name) \(column.type?.description ?? "unknown")\(column.isNullable ? "?" : "")"
}

struct AnalysisTests {
  @Test func typesNullabilityAndLineageOfTheExample() throws {
    let analysis = analyzed(
      """
      SELECT
        f.id AS flight_id,
        f.dep_time IS NULL AS is_cancelled,
        CASE WHEN coalesce(f.arr_delay, f.dep_delay) <= 15 THEN 'on time' ELSE 'late' END AS band,
        CAST((w.temp - 32) * 5 / 9 AS DOUBLE) AS temperature,
        w.origin
      FROM bronze.flights AS f
      LEFT JOIN bronze.weather AS w ON w.origin = f.origin AND w.time_hour = f.time_hour
      """)
    #expect(analysis.problems == [])
    #expect(
      analysis.query.columns.map(described) == [
        "flight_id string", "is_cancelled boolean", "band string", "temperature double?",
        "origin string?",
      ])
    #expect(
      analysis.query.lineage.tablesRead.map(\.description) == [
        "lake:bronze.flights", "lake:bronze.weather",
      ])
    let band = analysis.query.lineage.column(at: 2)
    #expect(band.direct == [])
    #expect(
      band.influences.map(\.description) == [
        "lake:bronze.flights.arr_delay", "lake:bronze.flights.dep_delay",
        "lake:bronze.flights.origin", "lake:bronze.flights.time_hour",
        "lake:bronze.weather.origin", "lake:bronze.weather.time_hour",
      ])
    #expect(
      analysis.query.lineage.column(at: 3).direct.map(\.description) == ["lake:bronze.weather.temp"]
    )
  }

  @Test(arguments: [
    (
      "SELECT count(*) AS n, sum(distance) AS d, avg(distance) AS a FROM bronze.flights",
      ["n long", "d long?", "a double?"]
    ),
    (
      "SELECT max_by(tailnum, time_hour) AS x, min(flight) AS y FROM bronze.flights GROUP BY carrier",
      ["x string?", "y int?"]
    ),
    (
      "WITH a AS (SELECT carrier, distance FROM bronze.flights) SELECT * FROM a",
      ["carrier string", "distance int?"]
    ),
    ("SELECT * FROM bronze.airlines JOIN bronze.weather USING (origin)", []),
    (
      "SELECT carrier, name, f.flight FROM bronze.flights f FULL JOIN bronze.airlines USING (carrier)",
      ["carrier string", "name string?", "flight int?"]
    ),
    ("SELECT distance FROM bronze.flights WHERE distance > 3 AND carrier = 'UA'", ["distance int"]),
    ("SELECT 1 AS a, 2.5 AS b UNION ALL SELECT 3000000000, 1e0", ["a long", "b double"]),
    (
      "SELECT temp + 1 AS a, temp * 2 AS b, flight / 2 AS c, flight % 2 AS d FROM bronze.weather "
        + "CROSS JOIN bronze.flights",
      ["a decimal(6,2)?", "b decimal(7,2)?", "c double", "d int"]
    ),
    (
      "SELECT flight_date + INTERVAL 1 DAY AS a, date_trunc('month', time_hour) AS b, "
        + "datediff(flight_date, '2013-01-01') AS c FROM bronze.flights",
      ["a date", "b timestamptz?", "c int"]
    ),
    (
      "SELECT carrier, row_number() OVER (PARTITION BY origin ORDER BY flight) AS n "
        + "FROM bronze.flights QUALIFY n = 1", ["carrier string", "n int"]
    ),
    (
      "SELECT (SELECT max(name) FROM bronze.airlines a WHERE a.carrier = f.carrier) AS name "
        + "FROM bronze.flights f", ["name string?"]
    ),
    (
      "SELECT year(flight_date) AS y, count(*) AS n FROM bronze.flights GROUP BY year(flight_date) "
        + "HAVING n > 1 ORDER BY n DESC, y", ["y int", "n long"]
    ),
    ("SELECT carrier AS c, count(*) AS n FROM bronze.flights GROUP BY c", ["c string", "n long"]),
    (
      "SELECT carrier, count(*) AS n FROM bronze.flights GROUP BY 1 ORDER BY 2",
      ["carrier string", "n long"]
    ),
    (
      "WITH RECURSIVE d AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM d WHERE n < 9) SELECT n FROM d",
      ["n int"]
    ),
    ("SELECT t.a FROM VALUES (1, 'x'), (2, NULL) AS t (a, b)", ["a int"]),
    ("SELECT concat(carrier, flight) AS k FROM bronze.flights", ["k string"]),
    ("SELECT NULL AS x, CAST(NULL AS INT) AS y", ["x unknown?", "y int?"]),
  ])
  func columnsHaveTypes(text: String, columns: [String]) {
    let analysis = analyzed(text)
    if !columns.isEmpty {
      #expect(analysis.problems == [])
      #expect(analysis.query.columns.map(described) == columns)
    }
  }

  @Test(arguments: [
    ("SELECT id FROM bronze.flight", ["WR0201 bronze.flight"]),
    ("SELECT carier FROM bronze.flights", ["WR0202 carier"]),
    ("SELECT f.carier FROM bronze.flights f", ["WR0202 f.carier"]),
    (
      "SELECT origin FROM bronze.flights f JOIN bronze.weather w ON f.origin = w.origin",
      ["WR0203 origin"]
    ),
    ("SELECT uper(carrier) AS x FROM bronze.flights", ["WR0204 uper"]),
    ("SELECT upper(carrier, 1) AS x FROM bronze.flights", ["WR0205 upper(carrier, 1)"]),
    ("SELECT abs(carrier) AS x FROM bronze.flights", ["WR0206 carrier"]),
    ("SELECT id FROM bronze.flights WHERE carrier = 7", ["WR0207 7"]),
    ("SELECT id FROM bronze.flights WHERE flight", ["WR0208 flight"]),
    (
      "SELECT carrier, origin, count(*) AS n FROM bronze.flights GROUP BY carrier",
      ["WR0209 origin"]
    ),
    ("SELECT id FROM bronze.flights WHERE count(*) > 1", ["WR0210 count(*)"]),
    ("SELECT row_number() AS n FROM bronze.flights", ["WR0211 row_number()"]),
    ("SELECT id, carrier AS id FROM bronze.flights", ["WR0212 id"]),
    ("SELECT distance * 2 FROM bronze.flights", ["WR0213 distance * 2"]),
    ("SELECT 1 AS a UNION SELECT 1, 2", ["WR0214 UNION SELECT 1, 2"]),
    ("SELECT 1 AS a UNION SELECT 'x'", ["WR0207 'x'"]),
    (
      "SELECT 1 AS a FROM bronze.flights f JOIN bronze.weather f ON true",
      ["WR0215 bronze.weather f"]
    ),
    ("SELECT g.id FROM bronze.flights f", ["WR0216 g"]),
    ("SELECT distance AS d, d * 2 AS e FROM bronze.flights", ["WR0217 d"]),
    ("SELECT id FROM bronze.flights ORDER BY 2", ["WR0218 2"]),
    (
      "SELECT CAST(flight_date AS INT) AS x FROM bronze.flights",
      ["WR0219 CAST(flight_date AS INT)"]
    ),
    ("SELECT CASE WHEN true THEN 1 ELSE 'x' END AS a", ["WR0207 'x'"]),
    (
      "SELECT nope + 1 AS a, upper(nope) AS b, f.flight + f.id AS c FROM bronze.flights f",
      ["WR0202 nope", "WR0202 nope", "WR0207 f.flight + f.id"]
    ),
  ])
  func mistakesAreReportedAtTheirPlace(text: String, expected: [String]) {
    #expect(analyzed(text).problems == expected)
  }

  @Test func whatFollowsFromAMistakeIsSilent() {
    let text = """
      WITH a AS (SELECT x.id, nope AS n FROM bronze.nowhere x)
      SELECT a.id || a.n AS k, a.zzz FROM a WHERE a.n > 3 GROUP BY a.id, a.n
      """
    #expect(analyzed(text).problems == ["WR0201 bronze.nowhere", "WR0202 a.zzz"])
  }

  @Test func outputIsCheckedAgainstItsTarget() {
    let target = DeclaredTable(
      address: TableAddress(.lake, "silver", "t"),
      columns: [
        Column("id", .string, isRequired: true), Column("flight", .long),
        Column("distance", .int, isRequired: true), Column("n", .int), Column("day", .timestamp),
        Column("missing", .int), Column("code", .varchar(2)),
      ])
    let text = """
      SELECT id, flight, distance, CAST(1 AS BIGINT) AS n, flight_date AS day, carrier AS code,
        tailnum AS surplus FROM bronze.flights
      """
    #expect(
      analyzed(text, target: target).problems == [
        "WR0220 \(text)", "WR0224 distance", "WR0223 n", "WR0222 day", "WR0221 surplus",
      ])
  }

  @Test func notesMakeImplicitConversionsExplicit() {
    let analysis = analyzed(
      """
      SELECT concat(carrier, flight) AS a, flight / 2 AS b, temp / 2 AS c,
        CAST(temp AS INT) AS d, flight_date + INTERVAL 1 DAY AS e,
        date_trunc('month', flight_date) AS f, sum(flight) OVER () AS g
      FROM bronze.flights CROSS JOIN bronze.weather
      """)
    let printed = analysis.query.query.printed(
      for: .postgreSQL, layout: .line, notes: analysis.query.notes)
    #expect(
      printed.text == """
        SELECT carrier || CAST(flight AS text) AS a, CAST(flight AS double precision) / 2 AS b, \
        CAST(CAST(temp AS numeric(76, 8)) / 2 AS numeric(9, 6)) AS c, \
        CAST(trunc(temp) AS integer) AS d, \
        CAST(flight_date + INTERVAL '1 day' AS date) AS e, \
        date_trunc('month', CAST(flight_date AS timestamp)) AS f, \
        CAST(sum(flight) OVER () AS bigint) AS g \
        FROM bronze.flights CROSS JOIN bronze.weather
        """)
  }

  @Test func conditionsOverOneTable() throws {
    let table = try #require(declared["bronze.flights"])
    var sources = SourceMap()
    func check(_ text: String) -> (AnalyzedExpression, [DiagnosticCode]) {
      let file = sources.add(path: "roles.yaml", bytes: Array(text.utf8))
      let source = SourceText(file: file)
      var sink = DiagnosticSink()
      let expression = parseExpression(source, dialect: .postgreSQL, sink: &sink)
      let result = analyzeCondition(
        expression, in: source, over: table, dialect: .postgreSQL, sink: &sink)
      return (result, sink.diagnostics.map(\.code))
    }
    let (filter, codes) = check("carrier = 'UA' OR flights.distance < 10")
    #expect(codes == [])
    #expect(filter.columns.map(\.name) == ["carrier", "distance"])
    #expect(check("distance").1 == [DiagnosticCode(208)])
    #expect(check("carier = 'UA'").1 == [DiagnosticCode(202)])
    #expect(check("count(*) > 1").1 == [DiagnosticCode(210)])
  }
}
