internal import Catalog
internal import Graph

/// Which views read which views and tables.
struct ViewGraph {
  private let graph: DirectedGraph<TableAddress>

  init(_ dependencies: [Dependency]) {
    graph = DirectedGraph(
      edges: dependencies.compactMap { dependency in
        guard case .table(let view) = dependency.dependent, view != dependency.table else {
          return nil
        }
        return (from: dependency.table, to: view)
      })
  }

  /// What reads one of the objects, at whatever remove.
  func readers(of objects: Set<TableAddress>) -> [TableAddress] {
    graph.downstream(of: objects.filter { graph.contains($0) }.sorted())
      .filter { !objects.contains($0) }
  }

  /// The objects and everything that reads them, readers first.
  func withReaders(of starts: Set<TableAddress>) -> [TableAddress] {
    let known = starts.filter { graph.contains($0) }
    let reached = starts.union(graph.downstream(of: known.sorted()))
    let order = graph.topologicalOrder().filter { reached.contains($0) }
    return order.reversed() + starts.filter { !graph.contains($0) }.sorted()
  }
}
