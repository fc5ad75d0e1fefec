import Diagnostics
import SQL
import Testing

/// The text of a query in another dialect, on one line, or the problems that keep it from there.
private func translated(
  _ text: String, from: Dialect = .spark, to: Dialect, layout: SQLLayout = .line
) throws -> String {
  let query = try #require(parseQuery(generated: text, dialect: from), "does not parse: \(text)")
  let printed = query.printed(for: to, layout: layout)
  return printed.problems.isEmpty
    ? printed.text : "cannot: " + printed.problems.map(\.construct).joined(separator: ", ")
}

struct PrinterTests {
  @Test func textsThatDoubleWithEachCallAreBounded() throws {
    let nested = (0..<40).reduce("x") { inner, _ in "pmod(\(inner), 7)" }
    for dialect in [Dialect.duckDB, .postgreSQL] {
      #expect(
        try translated("SELECT \(nested) FROM t", to: dialect)
          == "cannot: an expression that becomes longer than 8 MiB")
    }
  }

  @Test func prettyFormIsOneClauseALine() throws {
    let text = """
      with recent as (select * from bronze.flights f where f.year = 2013 and f.month=1)
      select f.carrier, count(*) flights, case when avg(arr_delay) > 15 then 'late, and that by a lot'
      when avg(arr_delay) > 0 then 'a little late' else 'on time' end as verdict
      from recent as f left outer join bronze.airlines a on f.carrier = a.carrier and a.name is not null
      where f.dest in ('IAH', 'MIA') group by f.carrier having count(*) > 10
      order by flights desc, carrier limit 5
      """
    #expect(
      try translated(text, to: .duckDB, layout: .pretty) == """
        WITH recent AS (
          SELECT *
          FROM bronze.flights AS f
          WHERE f.year = 2013
            AND f.month = 1
        )
        SELECT
          f.carrier,
          count(*) AS flights,
          CASE
            WHEN avg(arr_delay) > 15 THEN 'late, and that by a lot'
            WHEN avg(arr_delay) > 0 THEN 'a little late'
            ELSE 'on time'
          END AS verdict
        FROM recent AS f
        LEFT JOIN bronze.airlines AS a
          ON f.carrier = a.carrier
            AND a.name IS NOT NULL
        WHERE f.dest IN ('IAH', 'MIA')
        GROUP BY f.carrier
        HAVING count(*) > 10
        ORDER BY flights DESC, carrier NULLS FIRST
        LIMIT 5
        """)
  }

  @Test(arguments: [
    ("SELECT a / b AS x FROM t", "SELECT a / b AS x FROM t"),
    ("SELECT a div b AS x FROM t", "SELECT a // b AS x FROM t"),
    ("SELECT a FROM t ORDER BY a, b DESC", "SELECT a FROM t ORDER BY a NULLS FIRST, b DESC"),
    ("SELECT date_add(d, 3) AS x FROM t", "SELECT CAST(d AS date) + 3 AS x FROM t"),
    (
      "SELECT datediff(b, a) * 2 AS x FROM t",
      "SELECT (CAST(b AS date) - CAST(a AS date)) * 2 AS x FROM t"
    ),
    ("SELECT concat(a, '-', b) AS x FROM t", "SELECT a || '-' || b AS x FROM t"),
    ("SELECT nvl(a, 0) AS x FROM t", "SELECT coalesce(a, 0) AS x FROM t"),
    ("SELECT CAST(a AS TIMESTAMP) AS x FROM t", "SELECT CAST(a AS timestamptz) AS x FROM t"),
    ("SELECT CAST(a AS STRING) AS x FROM t", "SELECT CAST(a AS varchar) AS x FROM t"),
    (
      "SELECT make_timestamp_ntz(2013, 1, 2, 3, 4, 0) AS x",
      "SELECT make_timestamp(2013, 1, 2, 3, 4, 0) AS x"
    ),
    (
      "SELECT date_format(t, \"yyyy-MM-dd'T'HH:mm\") AS x FROM t",
      "SELECT strftime(t, '%Y-%m-%dT%H:%M') AS x FROM t"
    ),
    ("SELECT a FROM t WHERE a RLIKE '^x'", "SELECT a FROM t WHERE regexp_matches(a, '^x')"),
    ("SELECT a FROM t WHERE a <=> b", "SELECT a FROM t WHERE a IS NOT DISTINCT FROM b"),
    ("SELECT 'it\\'s' AS x", "SELECT 'it''s' AS x"),
    (
      "SELECT d + INTERVAL 1 DAY 2 HOURS AS x FROM t",
      "SELECT d + INTERVAL '1 day 2 hour' AS x FROM t"
    ),
    ("SELECT `Group`, `order` FROM t", "SELECT \"Group\", \"order\" FROM t"),
    ("SELECT if(a, 1, 2) AS x FROM t", "SELECT CASE WHEN a THEN 1 ELSE 2 END AS x FROM t"),
    (
      "SELECT a FROM t LEFT ANTI JOIN u ON t.a = u.a",
      "SELECT a FROM t ANTI JOIN u ON t.a = u.a"
    ),
    ("SELECT a FROM t WHERE a LIKE '10\\\\%'", "SELECT a FROM t WHERE a LIKE '10\\%' ESCAPE '\\'"),
    (
      "SELECT to_date(a, 'dd.MM.yyyy') AS x FROM t",
      "SELECT CAST(strptime(a, '%d.%m.%Y') AS date) AS x FROM t"
    ),
    (
      "SELECT regexp_replace(a, '(.)-', '$1+') AS x FROM t",
      "SELECT regexp_replace(a, '(.)-', '\\1+', 'g') AS x FROM t"
    ),
    (
      "SELECT ((SELECT 1) + 2) AS x FROM ((SELECT 1 AS a) AS t CROSS JOIN u)",
      "SELECT (SELECT 1) + 2 AS x FROM ((SELECT 1 AS a) AS t CROSS JOIN u)"
    ),
    ("SELECT initcap(a) AS x FROM t", "cannot: the function initcap"),
  ])
  func sparkToDuckDB(spark: String, duckDB: String) throws {
    #expect(try translated(spark, to: .duckDB) == duckDB)
  }

  @Test(arguments: [
    ("SELECT a / b AS x FROM t", "SELECT CAST(a AS double precision) / b AS x FROM t"),
    (
      "SELECT a FROM t ORDER BY a, b DESC NULLS FIRST",
      "SELECT a FROM t ORDER BY a NULLS FIRST, b DESC"
    ),
    ("SELECT year(d) AS y FROM t", "SELECT CAST(EXTRACT(YEAR FROM d) AS integer) AS y FROM t"),
    ("SELECT 1e3 AS x", "SELECT CAST(1e3 AS double precision) AS x"),
    (
      "SELECT a, row_number() OVER (PARTITION BY b ORDER BY c NULLS LAST) AS n FROM t QUALIFY n = 1",
      "SELECT a, n FROM (SELECT a, row_number() OVER (PARTITION BY b ORDER BY c) AS n, "
        + "row_number() OVER (PARTITION BY b ORDER BY c) = 1 AS is_qualified FROM t) AS candidates "
        + "WHERE is_qualified"
    ),
    (
      "SELECT * FROM t QUALIFY row_number() OVER (ORDER BY a) = 1",
      "cannot: QUALIFY beside a star whose columns are not known"
    ),
    ("SELECT try_cast(a AS INT) AS x FROM t", "cannot: TRY_CAST"),
    (
      "SELECT a FROM t LEFT SEMI JOIN u ON t.a = u.a",
      "SELECT a FROM t WHERE EXISTS (SELECT 1 FROM u WHERE t.a = u.a)"
    ),
    (
      "SELECT date_format(d, 'dd. MMMM yyyy') AS x FROM t",
      "SELECT to_char(d, 'DD. FMMonth YYYY') AS x FROM t"
    ),
  ])
  func sparkToPostgreSQL(spark: String, postgreSQL: String) throws {
    #expect(try translated(spark, to: .postgreSQL) == postgreSQL)
  }

  @Test(arguments: [
    ("SELECT a / b AS x FROM t", "cannot: a division of operands whose types are not known"),
    ("SELECT \"A\", b FROM t", "SELECT `A`, b FROM t"),
    ("SELECT a::numeric(10,2) AS x FROM t", "SELECT CAST(a AS decimal(10, 2)) AS x FROM t"),
    ("SELECT TIMESTAMP '2013-01-01' AS x", "SELECT TIMESTAMP_NTZ '2013-01-01' AS x"),
    ("SELECT a FROM t ORDER BY a", "SELECT a FROM t ORDER BY a NULLS LAST"),
    ("SELECT a FROM t WHERE a ~ 'x'", "SELECT a FROM t WHERE a RLIKE 'x'"),
    ("SELECT 'a\\b' AS x", "SELECT 'a\\\\b' AS x"),
  ])
  func postgreSQLToSpark(postgreSQL: String, spark: String) throws {
    #expect(try translated(postgreSQL, from: .postgreSQL, to: .spark) == spark)
  }

  @Test(arguments: [
    (
      "SELECT count(*) FILTER (WHERE a > 1) AS n FROM t",
      "SELECT count(CASE WHEN a > 1 THEN 1 END) AS n FROM t"
    ),
    ("SELECT a FROM t EXCEPT ALL SELECT a FROM u", "cannot: EXCEPT ALL"),
    ("SELECT `tag` FROM t", "SELECT \"tag\" FROM t"),
  ])
  func sparkToRedshift(spark: String, redshift: String) throws {
    #expect(try translated(spark, to: .redshift) == redshift)
  }

  @Test func tablesAreRenamedButCommonTablesAreNot() throws {
    let query = try #require(
      parseQuery(
        generated: """
          WITH f AS (SELECT * FROM bronze.flights)
          SELECT f.carrier, bronze.airlines.name FROM f JOIN bronze.airlines ON true
          """, dialect: .spark))
    let printed = query.printed(for: .duckDB, layout: .line) { name in
      TableName([Identifier("lake")] + name.parts.dropLast() + [Identifier(name.name + "_new")])
    }
    #expect(
      printed.text == """
        WITH f AS (SELECT * FROM lake.bronze.flights_new AS flights) \
        SELECT f.carrier, airlines.name FROM f \
        INNER JOIN lake.bronze.airlines_new AS airlines ON TRUE
        """)
  }
}
