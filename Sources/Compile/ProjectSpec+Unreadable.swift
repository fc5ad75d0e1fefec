internal import Catalog
internal import Spec

extension ProjectSpec {
  /// Tables with a mistake that was reported when they were read, of either side.
  var unreadableTables: Set<TableAddress> {
    let incomplete = lakeTables.map(\.header).filter(\.isIncomplete).map(\.name.value)
    var addresses: Set<TableAddress> = []
    for name in unreadable.map(\.name) + incomplete {
      guard let schema = name.qualifier else { continue }
      for side in Side.allCases { addresses.insert(TableAddress(side, schema, name.last)) }
    }
    return addresses
  }

  /// Whether something of this kind and name is declared with a mistake that was reported.
  func isUnreadable(_ kind: SpecKind, _ name: String) -> Bool {
    unreadable.contains { $0.kind == kind && $0.name.text == name }
  }

  /// The names of the tables and views that are declared in the warehouse.
  var warehouseNames: Set<String> {
    var names = Set((warehouseTables.map(\.name) + dimensions.map(\.name)).map(\.value.text))
    names.formUnion((facts.map(\.name) + aggregates.map(\.name)).map(\.value.text))
    names.formUnion(views.filter { $0.side.value == .warehouse }.map(\.name.value.text))
    return names
  }
}
