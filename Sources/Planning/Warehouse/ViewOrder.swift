internal import Catalog
internal import Graph
internal import SQL

/// The order in which views are made: what a view reads comes before it.
struct ViewOrder {
  let dialect: Dialect

  /// By the names in bodies, whatever their schemas, which may order more than needed, never less.
  func sorted(_ views: [WarehouseView]) -> [WarehouseView] {
    guard views.count > 1 else { return views }
    let byAddress = Dictionary(uniqueKeysWithValues: views.map { ($0.address, $0) })
    let byName = Dictionary(grouping: views.map(\.address).sorted(), by: \.name)
    var edges: [(from: TableAddress, to: TableAddress)] = []
    for view in views {
      for name in names(in: view.body, among: byName.keys) {
        for other in byName[name] ?? [] where other != view.address {
          edges.append((from: other, to: view.address))
        }
      }
    }
    let graph = DirectedGraph(edges: edges)
    let rest = byAddress.keys.filter { !graph.contains($0) }
    return (rest.sorted() + graph.topologicalOrder()).compactMap { byAddress[$0] }
  }

  /// A body that Weir cannot read is searched for the names, plain or quoted.
  private func names(in body: String, among known: some Sequence<String>) -> Set<String> {
    if let query = parseQuery(generated: body, dialect: dialect) { return query.tableNames }
    return Set(
      known.filter { body.contains($0) || body.contains($0.replacing("\"", with: "\"\"")) })
  }
}
