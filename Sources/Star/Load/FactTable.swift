internal import Catalog

extension FactModel {
  /// The table that the fact is lowered to.
  var table: WarehouseTable {
    let keys = uses.map { use in
      Column(
        use.keyColumn, use.dimension.keyType, isRequired: true,
        comment: "The member of '\(use.dimension.address.dotted)'; -1 when it is unknown.")
    }
    let others = copied.map { column in
      Column(
        column.name, column.type, isRequired: column.isRequired || grain.contains(column.name),
        comment: column.comment)
    }
    let foreignKeys = uses.map { use in
      ForeignKey(
        columns: [use.keyColumn], target: use.dimension.address,
        targetColumns: [use.dimension.keyColumn])
    }
    return WarehouseTable(
      address: address, columns: keys + others, uniqueKeys: [grain],
      foreignKeys: foreignKeys.sorted { $0.columns.lexicographicallyPrecedes($1.columns) },
      comment: comment)
  }
}
