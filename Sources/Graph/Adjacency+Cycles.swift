/// One cycle for each group of nodes that all reach each other, for nodes that are numbered from
/// zero: as `DirectedGraph.cycles`, without a graph of names.
package func shortestCycles(nodeCount: Int, edges: [(from: Int, to: Int)]) -> [[Int]] {
  let graph = Adjacency(count: nodeCount, edges: edges.map { ($0.from, $0.to) })
  return graph.shortestCycles(of: graph.components())
}

extension Adjacency {
  /// How many edges the search for the shortest cycle of one group may look at.
  private static let searchLimit = 1 << 20

  /// The shortest cycle of each group that has one, rotated to begin with its smallest node, in the
  /// order of those. Of cycles equally long it is one through the smallest node that lies on any.
  func shortestCycles(of components: Components) -> [[Int]] {
    var search = CycleSearch(component: components.component)
    return components.members
      .compactMap { shortestCycle(within: $0, &search) }
      .sorted { $0[0] < $1[0] }
  }

  private func shortestCycle(within members: [Int], _ search: inout CycleSearch) -> [Int]? {
    if let loop = members.first(where: { targets(of: $0).contains($0) }) { return [loop] }
    guard members.count > 1 else { return nil }
    search.edgesSeen = 0
    var best: [Int]?
    for start in members {
      if let cycle = search.shortestCycle(through: start, shorterThan: best?.count, in: self) {
        best = cycle
      }
      if best?.count == 2 || search.edgesSeen > Self.searchLimit { break }
    }
    return best.map(Self.rotated)
  }

  private static func rotated(_ cycle: [Int]) -> [Int] {
    let start = cycle.indices.min { cycle[$0] < cycle[$1] } ?? 0
    return Array(cycle[start...] + cycle[..<start])
  }
}

/// Breadth-first searches within one group of nodes.
private struct CycleSearch {
  private let component: [Int]
  /// From which node a node was reached, and in which search.
  private var previous: [Int]
  private var seenIn: [Int]
  private var searches = 0
  var edgesSeen = 0

  init(component: [Int]) {
    self.component = component
    previous = [Int](repeating: -1, count: component.count)
    seenIn = previous
  }

  mutating func shortestCycle(
    through start: Int, shorterThan limit: Int?, in graph: Adjacency
  ) -> [Int]? {
    searches += 1
    seenIn[start] = searches
    var layer = [start]
    var length = 1
    while !layer.isEmpty, length < limit ?? .max {
      var next: [Int] = []
      for node in layer {
        for target in graph.targets(of: node) where component[target] == component[start] {
          edgesSeen += 1
          if target == start { return path(to: node, from: start) }
          guard seenIn[target] != searches else { continue }
          seenIn[target] = searches
          previous[target] = node
          next.append(target)
        }
      }
      layer = next
      length += 1
    }
    return nil
  }

  private func path(to end: Int, from start: Int) -> [Int] {
    var path = [end]
    while let last = path.last, last != start { path.append(previous[last]) }
    return path.reversed()
  }
}
