internal import ArgumentParser
internal import Catalog
internal import Compile
internal import Diagnostics
internal import Report

extension DiagnosticCode {
  static let unknownLineageTarget = DiagnosticCode(622)
}

extension Diagnostic {
  fileprivate static func unknownLineageTarget(_ name: String, similar: String?) -> Self {
    .error(
      .unknownLineageTarget, summary: "Unknown table, column or stream",
      detail: "Nothing in the project is called '\(name)'.", at: nil,
      help: similar.map { "Did you mean '\($0)'?" }
        ?? "Write 'schema.table', 'schema.table.column', 'source.stream' or 'source.stream.field'.")
  }
}

/// `weir lineage`
struct LineageCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lineage",
    abstract: "Say where the values of a column come from, or where they go.",
    discussion: """
      weir lineage ops.fct_flight.carrier
      weir lineage flight_api.flights.carrier --downstream --mermaid

      Follows values through every query, from the fields of sources to the roles, BI connections and \
      reports that read. A column that only decides which rows or values there are, in a filter, a \
      join or a group, is told apart from those whose values are taken. Needs no database.
      """)

  enum Format: EnumerableFlag {
    case text
    case json
    case dot
    case mermaid

    static func help(for value: Format) -> ArgumentHelp? {
      switch value {
      case .text: "As an indented tree (default)."
      case .json: "As JSON, for programs."
      case .dot: "For Graphviz."
      case .mermaid: "As a Mermaid diagram, for Markdown."
      }
    }
  }

  enum Direction: EnumerableFlag {
    case upstream
    case downstream

    static func help(for value: Direction) -> ArgumentHelp? {
      switch value {
      case .upstream: "Where it comes from (default)."
      case .downstream: "Where it goes."
      }
    }
  }

  @OptionGroup var project: ProjectOptions
  @OptionGroup var target: EnvironmentOptions
  @Flag var direction = Direction.upstream
  @Flag var format = Format.text

  @Argument(
    help: "A table, a column, a stream of a source or one of its fields, 'role:NAME' or 'bi:NAME'.")
  var name: String

  func run() async throws {
    let console = Console.standard
    try await console.run {
      let session = try await ProjectSession(project, console: console)
      guard let checked = await session.check(for: target.environment)?.first else {
        return .failed
      }
      let graph = checked.lineageGraph
      guard let starts = graph.starts(named: name, console) else { return .failed }
      let edges = graph.edges(
        from: starts, direction == .upstream ? .upstream : .downstream)
      let report = LineageReport(
        starts: starts.map(\.text),
        direction: direction == .upstream ? .upstream : .downstream,
        edges: edges.map {
          .init(from: $0.from.text, to: $0.to.text, dependence: $0.dependence.rawValue)
        })
      switch format {
      case .text: console.print(report.text)
      case .json: console.print(report.json)
      case .dot: console.print(report.dot)
      case .mermaid: console.print(report.mermaid)
      }
      return .done
    }
  }
}

/// `weir impact`
struct ImpactCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "impact",
    abstract: "Say what breaks if a table, a column or a field of a source goes.",
    discussion: """
      weir impact bronze.flights.tailnum

      Names the queries that would no longer compile, everything that is made from their tables, who \
      reads that, and which schedules run it. Needs no database.
      """)

  @OptionGroup var project: ProjectOptions
  @OptionGroup var target: EnvironmentOptions

  @Argument(help: "A table, a column, a stream of a source, or one of its fields.")
  var name: String

  func run() async throws {
    let console = Console.standard
    try await console.run {
      let session = try await ProjectSession(project, console: console)
      guard let checked = await session.check(for: target.environment)?.first else {
        return .failed
      }
      let graph = checked.lineageGraph
      guard let starts = graph.starts(named: name, console) else { return .failed }
      console.print(checked.impact(of: starts, named: name, graph).text)
      return .done
    }
  }
}

extension LineageGraph {
  /// What the name means; nil, after saying so, when it means nothing.
  fileprivate func starts(named name: String, _ console: Console) -> [Node]? {
    let starts = nodes(named: name)
    guard starts.isEmpty else { return starts }
    console.report([.unknownLineageTarget(name, similar: nearMatch(name, among: names))])
    return nil
  }
}

extension CheckedProject {
  fileprivate func impact(
    of starts: [LineageGraph.Node], named name: String, _ graph: LineageGraph
  ) -> ImpactReport {
    let own = Set(starts.compactMap(\.container))
    let first = starts.flatMap { graph.dependants(of: $0) }.map(\.to)
    let all = graph.edges(from: starts, .downstream).map(\.to)
    let breaks = Self.hits(Set(first), except: own)
    let broken = Set(breaks.map(\.table))
    let follows = Self.hits(Set(all), except: own.union(broken))
    let readers = Set(
      all.compactMap { node in
        switch node {
        case .reader(let role): role.text
        case .connection, .report: node.text
        case .field, .column: nil
        }
      })
    return ImpactReport(
      subject: name, breaks: breaks, follows: follows, readers: readers.sorted(),
      schedules: schedules(running: broken.union(follows.map(\.table)).union(own)))
  }

  private static func hits(_ nodes: Set<LineageGraph.Node>, except tables: Set<String>)
    -> [ImpactReport.Hit]
  {
    var columns: [String: Set<String>] = [:]
    for case .column(let column) in nodes where !tables.contains(column.table.description) {
      columns[column.table.description, default: []].insert(column.name)
    }
    return columns.sorted { $0.key < $1.key }.map { .init(table: $0, columns: $1.sorted()) }
  }
}
