import Graph
import Testing

private func graph(_ text: String, nodes: [String] = []) -> DirectedGraph<String> {
  let edges = text.split(separator: " ").map { edge in
    let ends = edge.split(separator: ">").map(String.init)
    return (from: ends[0], to: ends[1])
  }
  return DirectedGraph(nodes: nodes, edges: edges)
}

struct DirectedGraphTests {
  @Test func ordersByDependencyThenByName() {
    #expect(graph("c>a b>a", nodes: ["z", "d"]).topologicalOrder() == ["b", "c", "a", "d", "z"])
    #expect(graph("").topologicalOrder() == [])
  }

  @Test func cyclesStandTogetherInTheOrder() {
    let graph = graph("d>b b>c c>b c>a e>e")
    #expect(graph.topologicalOrder() == ["d", "b", "c", "a", "e"])
    #expect(graph.cycles() == [["b", "c"], ["e"]])
  }

  @Test func showsTheShortestCycleOfAGroup() {
    #expect(graph("a>b b>c c>d d>a d>c").cycles() == [["c", "d"]])
    #expect(graph("c>a a>b b>c x>a").cycles() == [["a", "b", "c"]])
    #expect(graph("a>b b>c a>c").cycles() == [])
  }

  @Test func findsWhatIsBeforeAndAfter() {
    let graph = graph("a>b b>c x>c c>a c>d")
    #expect(graph.downstream(of: ["x"]) == ["a", "b", "c", "d", "x"])
    #expect(graph.upstream(of: ["x", "nowhere"]) == ["x"])
    #expect(graph.successors(of: "c") == ["a", "d"])
    #expect(graph.predecessors(of: "c") == ["b", "x"])
    #expect(graph.successors(of: "nowhere") == [])
  }

  @Test func longChainsNeedNoDeepStack() {
    let count = 50_000
    let edges = (0..<count).map { (from: $0, to: ($0 + 1) % count) }
    let ring = DirectedGraph(edges: edges)
    #expect(ring.cycles().map(\.count) == [count])
    let pairs = (0..<count).map { (from: $0, to: $0 ^ 1) }
    #expect(DirectedGraph(edges: pairs).cycles().count == count / 2)
    let chain = DirectedGraph(edges: edges.dropLast())
    #expect(chain.topologicalOrder() == Array(0..<count))
    #expect(chain.cycles().isEmpty)
  }

  /// For any graph: the order holds, does not depend on how the graph was built, and cycles are
  /// cycles, one for each group of nodes that reach each other.
  @Test(arguments: UInt64(0)..<200)
  func lawsHold(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let size = 1 + Int(seed / 10)
    var edges = (0..<Int.random(in: 0...2 * size, using: &random)).map { _ in
      (from: Int.random(in: 0..<size, using: &random), to: Int.random(in: 0..<size, using: &random))
    }
    let graph = DirectedGraph(nodes: 0..<size, edges: edges)
    let order = graph.topologicalOrder()
    #expect(order.sorted() == Array(0..<size), "seed \(seed)")

    edges.shuffle(using: &random)
    let again = DirectedGraph(nodes: (0..<size).shuffled(using: &random), edges: edges)
    #expect(again.topologicalOrder() == order, "seed \(seed)")
    #expect(again.cycles() == graph.cycles(), "seed \(seed)")

    let place = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, $0) })
    for (from, to) in edges where !graph.downstream(of: [to]).contains(from) {
      #expect(place[from]! < place[to]!, "seed \(seed)")
    }
    checkCycles(of: graph, seed: seed)
  }

  private func checkCycles(of graph: DirectedGraph<Int>, seed: UInt64) {
    var groups = Set<[Int]>()
    for node in graph.nodes {
      let group = Set(graph.downstream(of: [node])).intersection(graph.upstream(of: [node]))
      if group.count > 1 || graph.successors(of: node).contains(node) {
        groups.insert(group.sorted())
      }
    }
    let cycles = graph.cycles()
    #expect(cycles.count == groups.count, "seed \(seed)")
    for cycle in cycles {
      #expect(groups.contains { Set(cycle).isSubset(of: $0) }, "seed \(seed)")
      #expect(Set(cycle).count == cycle.count && cycle.first == cycle.min(), "seed \(seed)")
      for (node, next) in zip(cycle, cycle.dropFirst() + cycle.prefix(1)) {
        #expect(graph.successors(of: node).contains(next), "seed \(seed)")
      }
    }
  }
}
