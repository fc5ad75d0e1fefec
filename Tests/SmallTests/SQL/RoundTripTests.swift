import Diagnostics
import SQL
import Testing

struct RoundTripTests {
  @Test(arguments: UInt64(0)..<300)
  func readingWhatWasPrintedGivesTheSameTree(seed: UInt64) throws {
    for dialect in Dialect.all {
      var tree = RandomTree(dialect: dialect, random: SeededGenerator(seed: seed))
      let query = tree.query(size: 1 + Int(seed / 20))
      for layout in [SQLLayout.line, .pretty] {
        let printed = query.printed(for: dialect, layout: layout)
        #expect(printed.problems == [], "seed \(seed), \(dialect.title)")
        let read = try #require(
          parseQuery(generated: printed.text, dialect: dialect),
          "seed \(seed), \(dialect.title): \(printed.text)")
        // Not inside of the macro, which would print the difference of two large trees.
        let isSame = read == query
        #expect(isSame, "seed \(seed), \(dialect.title): \(printed.text)")
      }
    }
  }

  private static let text = """
    WITH recent AS (SELECT * FROM bronze.flights AS f WHERE f.year = 2013 -- this year
    )
    SELECT f.carrier, count(*) FILTER (WHERE x > 1e3) AS n, 'it''s', "double", `Quoted name`,
      CASE WHEN avg(d) > 15.5 THEN DATE '2013-01-01' + INTERVAL '3' DAY END AS y,
      row_number() OVER (PARTITION BY a ORDER BY b DESC NULLS LAST ROWS BETWEEN 1 PRECEDING AND
      CURRENT ROW) AS r, CAST(a AS array<decimal(10, 2)>) /* and /* nested */ so on */
    FROM recent f LEFT JOIN (VALUES (1, 2), (3, NULL)) AS v (a, b) USING (a)
    WHERE a IN (SELECT b FROM c) AND NOT EXISTS (SELECT 1) OR x BETWEEN 1 AND 2 || 'größe'
    GROUP BY 1 HAVING count(*) > 1 UNION ALL (SELECT 1) ORDER BY 1 LIMIT 5 OFFSET 3
    """

  /// Bytes changed, removed, doubled and cut off: never a crash, and every place lies in the text.
  @Test(arguments: UInt64(0)..<300)
  func mutatedTextsNeverCrash(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var bytes = Array(Self.text.utf8)
    for _ in 0...(seed / 30) {
      let index = Int.random(in: 0..<bytes.count, using: &random)
      switch Int.random(in: 0..<4, using: &random) {
      case 0: bytes[index] = UInt8.random(in: 0...255, using: &random)
      case 1: bytes.remove(at: index)
      case 2:
        let end = min(index + 20, bytes.count)
        bytes.insert(contentsOf: bytes[index..<end], at: index)
      default: bytes.swapAt(index, Int.random(in: 0..<bytes.count, using: &random))
      }
    }
    if seed % 3 == 0 { bytes.removeLast(bytes.count / 3) }
    var sources = SourceMap()
    let file = sources.add(path: "q.sql", bytes: bytes)
    for dialect in Dialect.all {
      var sink = DiagnosticSink()
      let query = parseQuery(SourceText(file: file), dialect: dialect, sink: &sink)
      _ = query.printed(for: dialect).text
      for span in sink.diagnostics.compactMap(\.span) {
        #expect(
          span.start >= 0 && span.start <= span.end && span.end <= bytes.count, "seed \(seed)")
      }
    }
  }
}
