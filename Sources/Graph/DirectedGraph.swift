/// A directed graph. An edge from `a` to `b` says that `a` comes before `b`: that `b` is made from,
/// or depends on, `a`.
///
/// Everything it answers depends only on which nodes and edges there are, never on the order in
/// which they were added. Edges that are added twice count once.
package struct DirectedGraph<Node: Hashable & Comparable & Sendable>: Sendable {
  /// Sorted.
  package let nodes: [Node]
  private let positions: [Node: Int]
  private let forward: Adjacency
  private let backward: Adjacency

  /// Builds a graph from nodes and edges; the ends of edges need not be among the nodes.
  package init(
    nodes: some Sequence<Node>, edges: some Sequence<(from: Node, to: Node)>
  ) {
    var positions: [Node: Int] = [:]
    var found: [Node] = []
    func insert(_ node: Node) {
      guard positions[node] == nil else { return }
      positions[node] = found.count
      found.append(node)
    }
    let pairs = Array(edges)
    for node in nodes { insert(node) }
    for (from, to) in pairs {
      insert(from)
      insert(to)
    }
    found.sort()
    for (position, node) in found.enumerated() { positions[node] = position }
    let numbers = pairs.map { (positions[$0.from]!, positions[$0.to]!) }
    self.nodes = found
    self.positions = positions
    forward = Adjacency(count: found.count, edges: numbers)
    backward = forward.reversed()
  }

  /// Builds a graph of the ends of edges.
  package init(edges: some Sequence<(from: Node, to: Node)>) {
    self.init(nodes: EmptyCollection(), edges: edges)
  }

  /// Whether a node is in the graph.
  package func contains(_ node: Node) -> Bool { positions[node] != nil }

  /// The nodes that come right after a node, sorted; empty for a node that is not in the graph.
  package func successors(of node: Node) -> [Node] { neighbours(of: node, forward) }

  /// The nodes that come right before a node, sorted; empty for a node that is not in the graph.
  package func predecessors(of node: Node) -> [Node] { neighbours(of: node, backward) }

  /// All nodes, each after everything it depends on; among those that could come next, the smallest
  /// comes first. The nodes of a cycle stand together, sorted, as if they were one node with the
  /// name of the smallest, so the order is of use even then; ask `cycles` whether there are any.
  package func topologicalOrder() -> [Node] {
    let components = forward.components()
    return forward.order(of: components).map { nodes[$0] }
  }

  /// One cycle for each group of nodes that all reach each other, in the order of their smallest
  /// nodes; empty when there are none. A cycle lists each of its nodes once, begins with its
  /// smallest, and each is followed by one of its successors, the last by the first.
  ///
  /// The cycle is the shortest of its group when the group is small enough to look at all of them
  /// (about a thousand edges), else the shortest through its smallest nodes.
  package func cycles() -> [[Node]] {
    forward.shortestCycles(of: forward.components()).map { cycle in cycle.map { nodes[$0] } }
  }

  /// Everything that comes after any of these nodes, themselves included, sorted. Nodes that are
  /// not in the graph are left out.
  package func downstream(of starts: some Sequence<Node>) -> [Node] {
    reached(from: starts, forward)
  }

  /// Everything that comes before any of these nodes, themselves included, sorted. Nodes that are
  /// not in the graph are left out.
  package func upstream(of starts: some Sequence<Node>) -> [Node] {
    reached(from: starts, backward)
  }

  private func neighbours(of node: Node, _ edges: Adjacency) -> [Node] {
    guard let position = positions[node] else { return [] }
    return edges.targets(of: position).map { nodes[$0] }
  }

  private func reached(from starts: some Sequence<Node>, _ edges: Adjacency) -> [Node] {
    edges.reached(from: starts.compactMap { positions[$0] }).map { nodes[$0] }
  }
}
