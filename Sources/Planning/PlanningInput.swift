package import Catalog
package import Iceberg
package import PlanModel
package import SQL

/// All that a plan is made from.
package struct PlanningInput: Sendable {
  package var platform: String
  package var environment: String
  /// The warehouse's.
  package var dialect: Dialect
  /// For how many seconds what specs no longer name is kept; nil for ever.
  package var dropAfter: Int64?
  /// What the warehouse changes in place.
  package var alterations: AlterationRules
  package var desired: CatalogState
  /// What is live, as the inspectors read it. Its lake tables are not looked at: `lakeTables` are.
  package var live: CatalogState
  package var facts: WarehouseFacts
  /// The live tables of the lake.
  package var lakeTables: [TableAddress: TableMetadata]
  package var scope: ManagedScope
  package var renames: Renames
  package var readers: DeclaredReaders
  package var policy: RiskPolicy
  /// The kinds of statements that the warehouse was seen to do as meant; nil without a report.
  package var proven: Set<Change.Kind>?
  /// Of all specs and SQL files.
  package var specs: Fingerprint
  /// Of the bundle that apply is to publish.
  package var bundle: Fingerprint
  /// Of the bundle that is current; nil before the first apply.
  package var publishedBundle: Fingerprint?

  package init(
    platform: String, environment: String, dialect: Dialect, desired: CatalogState,
    live: CatalogState, facts: WarehouseFacts = WarehouseFacts(),
    lakeTables: [TableAddress: TableMetadata] = [:], scope: ManagedScope,
    renames: Renames = Renames(), readers: DeclaredReaders = DeclaredReaders(),
    policy: RiskPolicy = RiskPolicy(), specs: Fingerprint, bundle: Fingerprint,
    publishedBundle: Fingerprint? = nil, alterations: AlterationRules? = nil,
    proven: Set<Change.Kind>? = nil, dropAfter: Int64? = nil
  ) {
    self.dropAfter = dropAfter
    self.proven = proven
    self.alterations = alterations ?? AlterationRules(dialect)
    self.platform = platform
    self.environment = environment
    self.dialect = dialect
    self.desired = desired
    self.live = live
    self.facts = facts
    self.lakeTables = lakeTables
    self.scope = scope
    self.renames = renames
    self.readers = readers
    self.policy = policy
    self.specs = specs
    self.bundle = bundle
    self.publishedBundle = publishedBundle
  }
}

extension PlanningInput {
  /// Whether the time is over for which the object is kept.
  func isDue(_ address: ObjectAddress) -> Bool {
    guard let dropAfter, let age = facts.ledger[address]?.retiredSeconds else { return false }
    return age >= dropAfter
  }

  /// Why a due object is dropped, for people.
  var dueReason: String { "no spec has named it for as long as 'drop_after' says" }
}

/// What specs declare to read tables and columns, from lineage: names for people.
package struct DeclaredReaders: Sendable {
  /// Of tables and views, whichever of their columns is read.
  package var tables: [TableAddress: [String]]
  /// Of columns that specs declare.
  package var columns: [ColumnAddress: [String]]

  package init(
    tables: [TableAddress: [String]] = [:], columns: [ColumnAddress: [String]] = [:]
  ) {
    self.tables = tables
    self.columns = columns
  }
}
