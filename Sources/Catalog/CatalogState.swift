/// Everything that Weir describes, as specs want it or as it is. Holds no spans, dates or
/// server-only noise, so `==` means "the same thing".
package struct CatalogState: Equatable, Sendable, Codable {
  package var lake: LakeState
  package var warehouse: WarehouseState

  package init(lake: LakeState = LakeState(), warehouse: WarehouseState = WarehouseState()) {
    self.lake = lake
    self.warehouse = warehouse
  }

  /// The columns of a table or view, in order; nil when there is none of that name.
  package func columns(of address: TableAddress) -> [Column]? {
    switch address.side {
    case .lake: lake.tables[address]?.columns
    case .warehouse: warehouse.tables[address]?.columns ?? warehouse.views[address]?.columns
    }
  }
}
