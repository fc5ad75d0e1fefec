/// The edges of a graph whose nodes are numbered from zero: for each node its targets, sorted and
/// unique, one after the other in a single array.
struct Adjacency: Sendable {
  let count: Int
  /// Where the targets of each node begin; one more than there are nodes.
  private let starts: [Int]
  private let targets: [Int]

  init(count: Int, edges: [(Int, Int)]) {
    self.count = count
    // Two passes of counting sort: by target, then, keeping that order, by source.
    let byTarget = Self.sorted(edges, count: count) { $0.1 }
    let bySource = Self.sorted(byTarget, count: count) { $0.0 }
    var starts = [Int](repeating: 0, count: count + 1)
    var targets: [Int] = []
    targets.reserveCapacity(edges.count)
    var last: (Int, Int)?
    for edge in bySource {
      if let last, last == edge { continue }
      last = edge
      targets.append(edge.1)
      starts[edge.0 + 1] = targets.count
    }
    for index in starts.indices.dropFirst() {
      starts[index] = max(starts[index], starts[index - 1])
    }
    self.starts = starts
    self.targets = targets
  }

  func targets(of node: Int) -> ArraySlice<Int> { targets[starts[node]..<starts[node + 1]] }

  func reversed() -> Adjacency {
    var edges: [(Int, Int)] = []
    edges.reserveCapacity(targets.count)
    for node in 0..<count {
      for target in targets(of: node) { edges.append((target, node)) }
    }
    return Adjacency(count: count, edges: edges)
  }

  /// The nodes that can be reached from these, themselves included, sorted.
  func reached(from starts: [Int]) -> [Int] {
    var isReached = [Bool](repeating: false, count: count)
    var open = starts
    for start in starts { isReached[start] = true }
    while let node = open.popLast() {
      for target in targets(of: node) where !isReached[target] {
        isReached[target] = true
        open.append(target)
      }
    }
    return isReached.indices.filter { isReached[$0] }
  }

  private static func sorted(
    _ edges: [(Int, Int)], count: Int, by key: ((Int, Int)) -> Int
  ) -> [(Int, Int)] {
    var places = [Int](repeating: 0, count: count + 1)
    for edge in edges { places[key(edge) + 1] += 1 }
    for index in places.indices.dropFirst() { places[index] += places[index - 1] }
    var result = edges
    for edge in edges {
      result[places[key(edge)]] = edge
      places[key(edge)] += 1
    }
    return result
  }
}
