package import Catalog
package import Ports

/// What a warehouse holds, as one snapshot shows it.
package struct WarehouseInspection: Equatable, Sendable, Codable {
  package var state: WarehouseState
  package var facts: WarehouseFacts

  package init(state: WarehouseState = WarehouseState(), facts: WarehouseFacts = WarehouseFacts()) {
    self.state = state
    self.facts = facts
  }
}

/// Reads the live state of a warehouse.
package protocol WarehouseInspecting: Sendable {
  /// Everything in the schemas, and the roles, that are named or that the ledger knows; what does not
  /// exist is left out. A fixed number of statements, whatever the number of objects.
  func inspect(schemas: [String], roles: [RoleName]) async throws(PortError) -> WarehouseInspection
  /// Runs each statement with which it inspects, and tells why one failed; nil when it did not.
  func tryStatements(schemas: [String]) async -> [(name: String, failure: String?)]
  /// The schemas that are neither the server's own nor Weir's; sorted.
  func schemaNames() async throws(PortError) -> [String]
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
