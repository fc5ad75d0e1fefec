internal import Catalog
internal import Graph

/// The order in which views are made: what a view reads comes before it.
enum ViewOrder {
  /// Bodies are searched for the names of the other views, which may order more than needed, never
  /// less. Quadratic in the number of views that are made.
  static func sorted(_ views: [WarehouseView]) -> [WarehouseView] {
    let byAddress = Dictionary(uniqueKeysWithValues: views.map { ($0.address, $0) })
    var edges: [(from: TableAddress, to: TableAddress)] = []
    for view in views {
      for other in views
      where other.address != view.address && mentions(view.body, other.address.name) {
        edges.append((from: other.address, to: view.address))
      }
    }
    let graph = DirectedGraph(edges: edges)
    let ordered = graph.topologicalOrder()
    let rest = byAddress.keys.filter { !graph.contains($0) }
    return (rest.sorted() + ordered).compactMap { byAddress[$0] }
  }

  private static func mentions(_ body: String, _ name: String) -> Bool {
    let text = Array(body.utf8)
    let word = Array(name.utf8)
    guard !word.isEmpty, text.count >= word.count else { return false }
    return (0...(text.count - word.count)).contains { start in
      text[start..<(start + word.count)].elementsEqual(word)
    }
  }
}
