internal import Analysis
package import Catalog
internal import ScheduleModel

/// Lineage as a whole, from the fields of sources to the roles, BI connections and reports that read.
package struct LineageGraph: Sendable {
  /// Something that values come from or go to.
  package enum Node: Hashable, Sendable, Comparable {
    /// A field of a source's stream.
    case field(source: String, stream: String, name: String)
    case column(ColumnAddress)
    /// A role or login of the warehouse that may read.
    case reader(RoleName)
    /// A BI tool's access.
    case connection(String)
    /// What is made with a BI tool.
    case report(connection: String, title: String)

    /// The one text form, by which commands name it: `flight_api.flights.carrier`,
    /// `wh:ops.fct_flight.carrier`, `role:analyst`, `bi:sales_desk`, `bi:sales_desk/Orders by month`.
    package var text: String {
      switch self {
      case .field(let source, let stream, let name): "\(source).\(stream).\(name)"
      case .column(let column): column.description
      case .reader(let role): "role:\(role)"
      case .connection(let name): "bi:\(name)"
      case .report(let connection, let title): "bi:\(connection)/\(title)"
      }
    }

    package static func < (a: Self, b: Self) -> Bool { a.text < b.text }
  }

  /// How a node depends on the one before it.
  package enum Dependence: String, Hashable, Sendable {
    /// Its values are made of the other's.
    case value
    /// The other decides which rows or values it has: a filter, a join, a group, a condition.
    case influence
    /// A reader sees the column.
    case reads
  }

  package struct Edge: Hashable, Sendable {
    package let from: Node
    package let to: Node
    package let dependence: Dependence
  }

  private let incoming: [Node: [Edge]]
  private let outgoing: [Node: [Edge]]

  init(_ project: CheckedProject) {
    var edges: [Edge] = []
    let tasks = Dictionary(uniqueKeysWithValues: project.tasks.map { ($0.target, $0) })
    for task in project.tasks {
      guard case .load(let work) = task.work else { continue }
      edges += Self.fields(of: work, tasks)
    }
    for table in project.lineage.targets {
      guard let lineage = project.lineage.lineage(of: table) else { continue }
      for (index, name) in lineage.columnNames.enumerated() {
        let node = Node.column(ColumnAddress(table, name))
        let sources = lineage.column(at: index)
        let direct = Set(sources.direct)
        edges += sources.direct.map { Edge(from: .column($0), to: node, dependence: .value) }
        edges += sources.influences.filter { !direct.contains($0) }
          .map { Edge(from: .column($0), to: node, dependence: .influence) }
      }
    }
    edges += Self.readers(project.desired.warehouse)
    for connection in project.connections { edges += Self.readers(connection) }
    incoming = Dictionary(grouping: edges, by: \.to).mapValues { $0.sorted { $0.from < $1.from } }
    outgoing = Dictionary(grouping: edges, by: \.from).mapValues { $0.sorted { $0.to < $1.to } }
  }

  private static func fields(of work: LoadWork, _ tasks: [TargetID: PlannedTask]) -> [Edge] {
    guard let source = tasks[work.landing], case .extract(let extract) = source.work
    else { return [] }
    return work.columns.map { column in
      Edge(
        from: .field(source: extract.source, stream: extract.stream, name: column.name),
        to: .column(ColumnAddress(work.table, column.name)), dependence: .value)
    }
  }

  private static func readers(_ state: WarehouseState) -> [Edge] {
    var edges: [Edge] = []
    for grant in state.grants.values {
      guard case .table(let address) = grant.target, let table = state.tables[address] else {
        continue
      }
      let names =
        grant.privileges.contains(.select)
        ? Set(table.columns.map(\.name)) : grant.columnPrivileges[.select] ?? []
      edges += names.map {
        Edge(
          from: .column(ColumnAddress(address, $0)), to: .reader(grant.role), dependence: .reads)
      }
    }
    return edges
  }

  private static func readers(_ connection: BIConnection) -> [Edge] {
    func edges(_ columns: Set<ColumnAddress>, to node: Node) -> [Edge] {
      columns.map { Edge(from: .column($0), to: node, dependence: .reads) }
    }
    return edges(connection.columns, to: .connection(connection.name))
      + connection.reports.flatMap { report in
        edges(report.columns, to: .report(connection: connection.name, title: report.title))
      }
  }

  /// What the node comes from, one step back; sorted.
  package func sources(of node: Node) -> [Edge] { incoming[node] ?? [] }

  /// What comes from the node, one step on; sorted.
  package func dependants(of node: Node) -> [Edge] { outgoing[node] ?? [] }

  /// Every edge that can be reached from `starts` in one direction, sorted by its ends.
  package func edges(from starts: [Node], _ direction: Direction) -> [Edge] {
    var seen = Set(starts)
    var open = starts
    var edges: [Edge] = []
    while let node = open.popLast() {
      for edge in direction == .upstream ? sources(of: node) : dependants(of: node) {
        edges.append(edge)
        let next = direction == .upstream ? edge.from : edge.to
        if seen.insert(next).inserted { open.append(next) }
      }
    }
    return edges.sorted { ($0.from, $0.to) < ($1.from, $1.to) }
  }

  package enum Direction: Sendable {
    case upstream
    case downstream
  }

  /// All nodes; sorted.
  package var nodes: [Node] { Set(incoming.keys).union(outgoing.keys).sorted() }

  /// What a person means by `text`: a column, all columns of a table, a field or stream of a source,
  /// with or without a side; empty when nothing is called so.
  package func nodes(named text: String) -> [Node] {
    let exact = nodes.filter { $0.text == text || $0.plainText == text }
    if !exact.isEmpty { return exact }
    return nodes.filter { $0.container == text || $0.plainContainer == text }
  }

  /// Everything that `nodes(named:)` finds.
  package var names: [String] {
    Set(nodes.flatMap { [$0.plainText] + ($0.plainContainer.map { [$0] } ?? []) }).sorted()
  }
}

extension LineageGraph.Node {
  /// Without a side.
  fileprivate var plainText: String {
    guard case .column(let column) = self else { return text }
    return "\(column.table.dotted).\(column.name)"
  }

  /// The table or stream that it is part of; nil for readers.
  package var container: String? {
    switch self {
    case .field(let source, let stream, _): "\(source).\(stream)"
    case .column(let column): column.table.description
    case .reader, .connection, .report: nil
    }
  }

  fileprivate var plainContainer: String? {
    guard case .column(let column) = self else { return container }
    return column.table.dotted
  }
}

extension CheckedProject {
  /// Lineage from the fields of sources to the roles and BI connections that read. Linear in the number of columns and
  /// of what they depend on.
  package var lineageGraph: LineageGraph { LineageGraph(self) }
}
