package import Catalog
internal import Diagnostics
package import PlanModel
package import SQL
package import ScheduleModel

/// A project resolved for one environment: what the platform should be, and what runs in it.
package struct CompiledProject: Sendable {
  package var platform: String
  package var environment: CompiledEnvironment
  package var desired: CatalogState
  /// Which schemas, namespaces and roles the specs speak for.
  package var scope: ManagedScope
  package var renames: Renames
  /// Where each object was declared.
  package var provenance: Provenance
  package var bundle: Bundle
  /// Every task, in a schedule or not; sorted by target.
  package var tasks: [TaskNode]
  /// Of all specs and SQL files, and of the variables given.
  package var specs: Fingerprint
  package var lineage: Lineage
  /// In the order found; a secret may be named several times.
  package var secrets: [SecretUse]

  package init(
    platform: String, environment: CompiledEnvironment, desired: CatalogState, scope: ManagedScope,
    renames: Renames, provenance: Provenance, bundle: Bundle, tasks: [TaskNode],
    specs: Fingerprint, lineage: Lineage, secrets: [SecretUse]
  ) {
    self.platform = platform
    self.environment = environment
    self.desired = desired
    self.scope = scope
    self.renames = renames
    self.provenance = provenance
    self.bundle = bundle
    self.tasks = tasks
    self.secrets = secrets
    self.specs = specs
    self.lineage = lineage
  }
}

/// What commands need to know of an environment to reach it. Secrets are named, never held.
package struct CompiledEnvironment: Sendable {
  package enum LakeCatalog: Hashable, Sendable {
    /// Weir's own catalog server, on loopback.
    case embedded
    case rest(uri: Template)
  }

  package var name: String
  package var lakeCatalog: LakeCatalog
  package var warehouse: ConnectionReference
  package var dialect: Dialect
  /// The principal that loads the warehouse.
  package var loader: RoleName
  package var state: ConnectionReference
  package var allowedRisks: Set<Risk.Kind>
  /// Whether it takes only kinds of statements that were seen to work there.
  package var demandsProof: Bool
  /// For how many seconds what specs no longer name is kept; nil for ever.
  package var dropAfter: Int64?

  package init(
    name: String, lakeCatalog: LakeCatalog, warehouse: ConnectionReference, dialect: Dialect,
    loader: RoleName, state: ConnectionReference, allowedRisks: Set<Risk.Kind>,
    demandsProof: Bool, dropAfter: Int64? = nil
  ) {
    self.dropAfter = dropAfter
    self.demandsProof = demandsProof
    self.name = name
    self.lakeCatalog = lakeCatalog
    self.warehouse = warehouse
    self.dialect = dialect
    self.loader = loader
    self.state = state
    self.allowedRisks = allowedRisks
  }
}
