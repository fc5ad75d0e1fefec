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
        let isFile = query.hasSuffix(".sql")
        let bytes = isFile ? try FileSystem.read(query) : Array(query.utf8)
        let file = sources.add(path: isFile ? query : "query", bytes: bytes)
        var sink = DiagnosticSink()
        let text = checked(SourceText(file: file), from, to, tables, &sink)
        console.report(sink.diagnostics, in: sources)
        guard let text else {
          areAllWell = false
          continue
        }
        if let out, isFile {
          let name = query.split(separator: "/").last.map(String.init) ?? query
          try FileSystem.write(Array(text.utf8), to: "\(out)/\(name)")
        } else {
          console.print(text)
        }
      }
      return areAllWell ? .done : .failed
    }
  }

  /// What is printed for one query; nil when there are errors.
  private func checked(
    _ text: SourceText, _ from: Dialect, _ to: Dialect, _ tables: DeclaredTables,
    _ sink: inout DiagnosticSink
  ) -> String? {
    let query = parseQuery(text, dialect: from, sink: &sink)
    if sink.hasErrors { return nil }
    let analyzed = analyze(
      query, in: text, dialect: from, tables: tables, needsColumnNames: false, sink: &sink)
    if sink.hasErrors { return nil }
    if columns { return analyzed.columns.map(Self.line).joined() }
    let printed = query.printed(for: to, notes: analyzed.notes)
    printed.report(in: text, into: &sink)
    return sink.hasErrors ? nil : printed.text + "\n"
  }

  private static func line(_ column: OutputColumn) -> String {
    let type = column.type.map { "\($0)" } ?? "unknown"
    let origin = column.lineage.direct.map { "\($0)" }.joined(separator: ", ")
    return "\(column.name)\t\(type)\t\(column.isNullable ? "null" : "not null")\t\(origin)\n"
  }
}
