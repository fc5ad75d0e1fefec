internal import Analysis
internal import ArgumentParser
internal import Compile
internal import Diagnostics
internal import Files
internal import SQL

/// `weir sql`
struct SQLCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sql",
    abstract: "Check a query against the declared tables, and say it in another dialect.",
    discussion: """
      weir sql --to duckdb 'SELECT carrier, count(*) FROM silver.flights GROUP BY carrier'
      weir sql --from redshift --to postgresql query.sql

      Prints the query as the engine would be given it, or every mistake in it. Needs no database. \
      Dialects are spark, trino, duckdb, redshift and postgresql. With --columns it prints what the \
      query gives: name, type, whether it can be null, and the columns that its values come from.
      """)

  @OptionGroup var project: ProjectOptions
  @OptionGroup var target: EnvironmentOptions

  @Option(help: ArgumentHelp("The dialect that the query is written in.", valueName: "dialect"))
  var from = "spark"

  @Option(help: ArgumentHelp("The dialect to say it in.", valueName: "dialect"))
  var to = "duckdb"

  @Flag(help: "Print the columns of the result instead of the query.")
  var columns = false

  @Option(
    help: ArgumentHelp(
      "Say what the query changes of this older one instead of printing it: same, additive or breaking.",
      valueName: "query or file"))
  var against: String?

  @Option(
    help: ArgumentHelp(
      "Write each query to a file of its name in this folder instead of printing it.",
      valueName: "folder"))
  var out: String?

  @Argument(help: "Queries, or files that end in .sql and hold one each.")
  var queries: [String]

  func validate() throws {
    for id in [from, to] where Dialect.named(id) == nil {
      let known = Dialect.all.map(\.id).joined(separator: ", ")
      throw ValidationError("'\(id)' is no dialect. Weir has: \(known).")
    }
  }

  func run() async throws {
    let console = Console.standard
    try await console.run {
      guard let from = Dialect.named(from), let to = Dialect.named(to) else { return .failed }
      let session = try await ProjectSession(project, console: console)
      guard let compiled = await session.compile(for: target.environment) else { return .failed }
      let tables = compiled.declaredTables(readBy: from)
      var sources = session.files.sources
      var areAllWell = true
      for query in queries {
        let file = try add(query, to: &sources)
        var sink = DiagnosticSink()
        var text: String?
        if let analyzed = analyzed(SourceText(file: file), from, tables, &sink) {
          if let against {
            let old = try add(against, to: &sources)
            text = self.analyzed(SourceText(file: old), from, tables, &sink).map {
              QueryChange(from: $0, to: analyzed).words + "\n"
            }
          } else {
            text = printed(analyzed, SourceText(file: file), to, &sink)
          }
        }
        console.report(sink.diagnostics, in: sources)
        guard let text else {
          areAllWell = false
          continue
        }
        if let out, query.hasSuffix(".sql") {
          let name = query.split(separator: "/").last.map(String.init) ?? query
          try FileSystem.write(Array(text.utf8), to: "\(out)/\(name)")
        } else {
          console.print(text)
        }
      }
      return areAllWell ? .done : .failed
    }
  }

  /// A query, or the file that holds it.
  private func add(_ query: String, to sources: inout SourceMap) throws(FileError) -> SourceFile {
    guard query.hasSuffix(".sql") else {
      return sources.add(path: "query", bytes: Array(query.utf8))
    }
    return sources.add(path: query, bytes: try FileSystem.read(query))
  }

  /// Nil when there are errors.
  private func analyzed(
    _ text: SourceText, _ from: Dialect, _ tables: DeclaredTables, _ sink: inout DiagnosticSink
  ) -> AnalyzedQuery? {
    let query = parseQuery(text, dialect: from, sink: &sink)
    if sink.hasErrors { return nil }
    let analyzed = analyze(
      query, in: text, dialect: from, tables: tables, needsColumnNames: false, sink: &sink)
    return sink.hasErrors ? nil : analyzed
  }

  /// What is printed for one query; nil when it cannot be said.
  private func printed(
    _ analyzed: AnalyzedQuery, _ text: SourceText, _ to: Dialect, _ sink: inout DiagnosticSink
  ) -> String? {
    if columns {
      return analyzed.columns.indices.map { Self.line(analyzed, $0) }.joined()
    }
    let printed = analyzed.query.printed(for: to, notes: analyzed.notes)
    printed.report(in: text, into: &sink)
    return sink.hasErrors ? nil : printed.text + "\n"
  }

  private static func line(_ query: AnalyzedQuery, _ index: Int) -> String {
    let column = query.columns[index]
    let type = column.type.map { "\($0)" } ?? "unknown"
    let origin = query.lineage.column(at: index).direct.map { "\($0)" }.joined(separator: ", ")
    return "\(column.name)\t\(type)\t\(column.isNullable ? "null" : "not null")\t\(origin)\n"
  }
}

extension QueryChange {
  /// For people, and for scripts by its first word.
  fileprivate var words: String {
    switch self {
    case .same: "same"
    case .additive(let columns): "additive: \(columns.joined(separator: ", "))"
    case .breaking(let columns): "breaking: \(columns.joined(separator: ", "))"
    }
  }
}
