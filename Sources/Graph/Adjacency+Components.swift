/// All nodes, numbered from zero, each after everything it depends on: as
/// `DirectedGraph.topologicalOrder`, without a graph of names.
package func topologicalOrder(nodeCount: Int, edges: [(from: Int, to: Int)]) -> [Int] {
  let graph = Adjacency(count: nodeCount, edges: edges.map { ($0.from, $0.to) })
  return graph.order(of: graph.components())
}

/// The groups of nodes that all reach each other. A node on no cycle is a group of its own.
struct Components {
  /// The group of each node.
  var component: [Int]
  /// The nodes of each group, sorted.
  var members: [[Int]]
}

extension Adjacency {
  /// Tarjan's algorithm ("Depth-first search and linear graph algorithms", 1972), without recursion.
  func components() -> Components {
    var search = ComponentSearch(count: count)
    for root in 0..<count where search.number[root] == ComponentSearch.unseen {
      search.run(from: root, in: self)
    }
    var members = [[Int]](repeating: [], count: search.componentCount)
    for node in 0..<count { members[search.component[node]].append(node) }
    return Components(component: search.component, members: members)
  }

  /// A topological order of the groups, ties by their smallest node, with the nodes of each group
  /// in its place. Kahn's algorithm with a heap: O((nodes + edges) log nodes).
  func order(of components: Components) -> [Int] {
    var waiting = [Int](repeating: 0, count: components.members.count)
    eachEdge(between: components) { _, to in waiting[to] += 1 }
    var ready = MinimumHeap()
    for (group, members) in components.members.enumerated() where waiting[group] == 0 {
      ready.insert(members[0])
    }
    var order: [Int] = []
    order.reserveCapacity(count)
    while let smallest = ready.removeMinimum() {
      let members = components.members[components.component[smallest]]
      order.append(contentsOf: members)
      for node in members {
        for target in targets(of: node) {
          let group = components.component[target]
          guard group != components.component[node] else { continue }
          waiting[group] -= 1
          if waiting[group] == 0 { ready.insert(components.members[group][0]) }
        }
      }
    }
    return order
  }

  private func eachEdge(between components: Components, _ body: (Int, Int) -> Void) {
    for node in 0..<count {
      let from = components.component[node]
      for target in targets(of: node) where components.component[target] != from {
        body(from, components.component[target])
      }
    }
  }
}

/// The state of Tarjan's search.
private struct ComponentSearch {
  static let unseen = -1

  var number: [Int]
  private var low: [Int]
  private var isOnStack: [Bool]
  private var stack: [Int] = []
  private var nextNumber = 0
  var component: [Int]
  var componentCount = 0

  init(count: Int) {
    number = [Int](repeating: Self.unseen, count: count)
    low = number
    component = number
    isOnStack = [Bool](repeating: false, count: count)
  }

  mutating func run(from root: Int, in graph: Adjacency) {
    var path: [(node: Int, next: Int)] = []
    enter(root, &path, graph)
    while let (node, next) = path.last {
      if next < graph.targets(of: node).endIndex {
        path[path.count - 1].next += 1
        follow(from: node, to: graph.targets(of: node)[next], &path, graph)
      } else {
        path.removeLast()
        if let parent = path.last?.node { low[parent] = min(low[parent], low[node]) }
        if low[node] == number[node] { close(node) }
      }
    }
  }

  private mutating func enter(
    _ node: Int, _ path: inout [(node: Int, next: Int)], _ graph: Adjacency
  ) {
    number[node] = nextNumber
    low[node] = nextNumber
    nextNumber += 1
    stack.append(node)
    isOnStack[node] = true
    path.append((node, graph.targets(of: node).startIndex))
  }

  private mutating func follow(
    from node: Int, to target: Int, _ path: inout [(node: Int, next: Int)], _ graph: Adjacency
  ) {
    if number[target] == Self.unseen {
      enter(target, &path, graph)
    } else if isOnStack[target] {
      low[node] = min(low[node], number[target])
    }
  }

  private mutating func close(_ root: Int) {
    while let node = stack.popLast() {
      isOnStack[node] = false
      component[node] = componentCount
      if node == root { break }
    }
    componentCount += 1
  }
}
