internal import ArgumentParser
internal import Catalog
internal import Compile
internal import Diagnostics
internal import Spec

/// `weir ls`
struct ListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ls",
    abstract: "List what specs declare, or what a selector finds.",
    discussion: """
      Selectors are the same as in schedules and roles: '*', 'ops.*', 'wh:ops.fct_flight', \
      'tag:finance', 'source:flight_api', 'kind:fact'. A '+' before a selector adds all that is \
      needed to make what it finds, a '+' behind all that is made from it: '+ops.fct_flight+'. \
      Needs no database.
      """)

  @OptionGroup var project: ProjectOptions
  @OptionGroup var target: EnvironmentOptions

  @Option(
    help: ArgumentHelp("What to list. Repeatable: what any of them finds.", valueName: "selector"))
  var select: [String] = []

  @Option(help: "table, csv or json.")
  var format = ResultFormat.table

  func run() async throws {
    let console = Console.standard
    try await console.run {
      let session = try await ProjectSession(project, console: console)
      var sources = session.files.sources
      guard let selectors = selectors(&sources, console),
        let checked = await session.check(for: target.environment)?.first
      else { return .failed }
      var objects = SelectableObjects(session.spec, inputs: checked.inputs)
      var sink = DiagnosticSink()
      let found = objects.select(selectors, sink: &sink)
      console.report(sink.diagnostics, in: sources)
      if sink.hasErrors { return .failed }
      console.print(resultSet(of: found).rendered(as: format))
      return .done
    }
  }

  /// The selectors of the command line, each as a text of its own; nil when one is malformed.
  private func selectors(
    _ sources: inout SourceMap, _ console: Console
  ) -> [Spanned<Selector>]? {
    var sink = DiagnosticSink()
    var selectors: [Spanned<Selector>] = []
    for text in select.isEmpty ? ["*"] : select {
      let file = sources.add(path: "--select", bytes: Array(text.utf8))
      guard let selector = parseSelector(file, sink: &sink) else { continue }
      let span = SourceSpan(file: file.id, start: 0, end: file.bytes.count)
      selectors.append(Spanned(selector, at: span))
    }
    console.report(sink.diagnostics, in: sources)
    return sink.hasErrors ? nil : selectors
  }

  private func resultSet(of objects: [SelectableObject]) -> ResultSet {
    ResultSet(
      columns: [("kind", .text), ("name", .text), ("owner", .text), ("tags", .text)],
      rows: objects.map { object in
        let side = object.side.map { "\($0.prefix):" } ?? ""
        return [
          object.kind.rawValue, side + object.name, object.owner,
          object.tags.isEmpty ? nil : object.tags.joined(separator: " "),
        ]
      })
  }
}
