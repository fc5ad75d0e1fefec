import SQL
import Testing

struct NormalFormTests {
  private func normal(_ text: String) throws -> String {
    try #require(
      parseQuery(generated: text, dialect: .spark)?.normalText(in: .spark), "\(text)")
  }

  @Test(arguments: [
    ("SELECT a FROM s.t", "select  a -- the first\nfrom s.t"),
    ("SELECT t.a FROM s.t", "SELECT x.a FROM s.t AS x"),
    ("SELECT a FROM s.t", "SELECT a AS a FROM s.t"),
    (
      "WITH one AS (SELECT a FROM s.t) SELECT one.a FROM one",
      "WITH another AS (SELECT a FROM s.t) SELECT another.a FROM another"
    ),
    (
      "SELECT a FROM s.t WHERE EXISTS (SELECT 1 FROM s.u WHERE u.b = t.b)",
      "SELECT a FROM s.t AS x WHERE EXISTS (SELECT 1 FROM s.u AS y WHERE y.b = x.b)"
    ),
    (
      "SELECT t.a FROM s.t JOIN s.u ON t.a = u.a ORDER BY u.b",
      "SELECT p.a FROM s.t p JOIN s.u q ON p.a = q.a ORDER BY q.b"
    ),
    ("SELECT /*+ BROADCAST(t) */ a FROM s.t", "SELECT a FROM s.t"),
  ])
  func namesThatMeanNothingMakeNoDifference(one: String, other: String) throws {
    #expect(try normal(one) == normal(other))
  }

  @Test(arguments: [
    ("SELECT a FROM s.t", "SELECT a AS b FROM s.t"),
    ("SELECT t.a FROM s.t, s.u", "SELECT u.a FROM s.t, s.u"),
    ("SELECT a FROM s.t", "SELECT a FROM s.u"),
    (
      "WITH one AS (SELECT a FROM s.t) SELECT a FROM one",
      "WITH one AS (SELECT a FROM s.t) SELECT a FROM s.one"
    ),
    ("SELECT t.f.a FROM s.t", "SELECT t.g.a FROM s.t"),
  ])
  func namesThatMeanSomethingDo(one: String, other: String) throws {
    #expect(try normal(one) != normal(other))
  }

  @Test(arguments: UInt64(0)..<100)
  func theNormalFormOfANormalFormIsItself(seed: UInt64) {
    var tree = RandomTree(dialect: .spark, random: SeededGenerator(seed: seed))
    let form = tree.query(size: 1 + Int(seed / 8)).normalForm
    let isSame = form.normalForm == form
    #expect(isSame, "seed \(seed): \(form.canonicalText(in: .spark))")
  }
}
