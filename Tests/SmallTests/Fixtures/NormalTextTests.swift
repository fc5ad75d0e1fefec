import Analysis
import Compile
import Diagnostics
import Foundation
import SQL
import Testing

private let collections = projectRoot.appending(path: "Tests/Fixtures/engines")

/// The text that versions a query, on the queries that are compared on engines.
struct NormalTextTests {
  /// What a query calls its tables means nothing for its version, also where the engine needs casts
  /// that depend on types, or has to be told which columns a star stands for.
  @Test(arguments: ["cases", "tpch"])
  func namesThatMeanNothingMakeNoDifference(collection: String) throws {
    let folder = collections.appending(path: collection)
    let project = try #require(compileAll(try SpecFolder(folder)).projects.first)
    let tables = project.declaredTables(readBy: .spark)
    var count = 0
    for name in folders(folder.appending(path: "queries")) {
      let file = folder.appending(path: "queries/\(name)")
      let text = try String(contentsOf: file, encoding: .utf8)
      guard !text.contains("-- from:"), let one = read(text, tables) else { continue }
      let renamed = one.query.normalForm.printed(for: .spark)
      // A PIVOT cannot be said without the notes.
      guard renamed.problems.isEmpty else { continue }
      let other = try #require(read(renamed.text, tables), "\(name): \(renamed.text)")
      let before = one.query.normalText(in: .duckDB, notes: one.notes)
      let after = other.query.normalText(in: .duckDB, notes: other.notes)
      #expect(before == after, "\(name)")
      count += 1
    }
    #expect(count > 20)
  }

  /// Nil where something is wrong with the query.
  private func read(_ text: String, _ tables: DeclaredTables) -> AnalyzedQuery? {
    var sources = SourceMap()
    let file = sources.add(path: "query.sql", bytes: Array(text.utf8))
    let source = SourceText(file: file)
    var sink = DiagnosticSink()
    let query = parseQuery(source, dialect: .spark, sink: &sink)
    let analyzed = analyze(query, in: source, dialect: .spark, tables: tables, sink: &sink)
    return sink.hasErrors ? nil : analyzed
  }
}
