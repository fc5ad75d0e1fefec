package import Catalog

/// What a warehouse holds, as one snapshot shows it.
package struct WarehouseInspection: Equatable, Sendable, Codable {
  package var state: WarehouseState
  package var facts: WarehouseFacts

  package init(state: WarehouseState = WarehouseState(), facts: WarehouseFacts = WarehouseFacts()) {
    self.state = state
    self.facts = facts
  }
}

/// Whose objects the ledger speaks of. Several platforms may share a warehouse.
package struct LedgerOwner: Hashable, Sendable {
  package let platform: String
  package let environment: String

  package init(platform: String, environment: String) {
    self.platform = platform
    self.environment = environment
  }
}
