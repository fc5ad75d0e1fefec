internal import Catalog
internal import Graph
internal import SQL

/// The order in which views are made: what a view reads comes before it.
struct ViewOrder {
  let dialect: Dialect

  func sorted(_ views: [WarehouseView]) -> [WarehouseView] {
    guard views.count > 1 else { return views }
    let byAddress = Dictionary(uniqueKeysWithValues: views.map { ($0.address, $0) })
    var edges: [(from: TableAddress, to: TableAddress)] = []
    for view in views {
      for other in read(by: view, among: byAddress.keys)
      where other != view.address && byAddress[other] != nil {
        edges.append((from: other, to: view.address))
      }
    }
    let graph = DirectedGraph(edges: edges)
    let rest = byAddress.keys.filter { !graph.contains($0) }
    return (rest.sorted() + graph.topologicalOrder()).compactMap { byAddress[$0] }
  }

  /// The names in a body have their schemas, as servers and Weir write them. One that Weir cannot read
  /// is searched for names, plain or quoted, which may find more than it reads, never less.
  func read(by view: WarehouseView, among known: some Sequence<TableAddress>)
    -> [TableAddress]
  {
    if let query = parseQuery(generated: view.body, dialect: dialect) {
      return query.tableNames.filter { $0.count == 2 }.map {
        TableAddress(.warehouse, $0[0], $0[1])
      }
    }
    return known.filter {
      view.body.contains($0.name)
        || view.body.contains($0.name.replacing("\"", with: "\"\""))
    }
  }
}
