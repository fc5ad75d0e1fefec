import Apply
import Catalog
import Connect
import PlanModel
import Planning
import Ports
import SQL
import Synchronization
import Warehouse

/// One database with everything that plans and applies need, lake and leases in memory.
struct WarehouseHarness {
  let settings: ConnectionSettings
  let admin: PostgresConnection
  var owner = LedgerOwner(platform: "airline", environment: "test")
  /// Begins the names of roles, which belong to the whole server.
  let rolePrefix: String
  var loader: RoleName?
  /// What is changed in place; the rest by rebuilds, as on Redshift.
  var alterations = AlterationRules.postgreSQL
  /// Whether Redshift's inspector and applier are used, over `RedshiftCatalog`.
  var speaksRedshift = false
  /// For how many seconds what is retired is kept; nil for ever.
  var dropAfter: Int64?

  init(loader: RoleName? = nil) async throws {
    settings = try await TestServer.database()
    admin = try await PostgresConnection.connect(settings)
    rolePrefix = "x" + settings.database.suffix(8) + "_"
    self.loader = loader
  }

  func close() async { await admin.close() }

  func inspect(_ desired: WarehouseState) async throws(PortError) -> WarehouseInspection {
    let inspector: any WarehouseInspecting =
      speaksRedshift
      ? RedshiftInspector(connection: admin, owner: owner)
      : PostgreSQLInspector(connection: admin, owner: owner)
    return try await inspector.inspect(
      schemas: desired.schemas.keys.map(\.name).sorted(), roles: desired.roles.keys.sorted())
  }

  func plan(
    _ desired: WarehouseState, renames: Renames = Renames(), allow: [String] = [],
    mode: ManageMode = .authoritative
  ) async throws -> PlanningResult {
    let live = try await inspect(desired)
    let scope = ManagedScope(
      schemas: desired.schemas.mapValues { _ in mode }, roles: desired.roles.mapValues { _ in mode }
    )
    let bundle = Fingerprint(of: "bundle")
    return makePlan(
      PlanningInput(
        platform: owner.platform, environment: owner.environment, dialect: .postgreSQL,
        desired: CatalogState(warehouse: desired), live: CatalogState(warehouse: live.state),
        facts: live.facts, scope: scope, renames: renames,
        policy: RiskPolicy(
          allowances: allow.map { RiskPolicy.Allowance(risk: .destroys, address: $0) }),
        specs: Fingerprint(of: "specs"), bundle: bundle, publishedBundle: bundle,
        alterations: alterations, dropAfter: dropAfter))
  }

  func request(_ plan: Plan) -> ApplyRequest {
    ApplyRequest(
      plan: plan, bundle: Array("bundle".utf8), specs: Fingerprint(of: "specs"), apply: "a1",
      holder: "test")
  }

  /// Applies over a connection of its own; `dyingAfter` calls to the warehouse the connection breaks.
  @discardableResult
  func apply(_ plan: Plan, desired: WarehouseState, dyingAfter calls: Int = .max) async throws
    -> Receipt
  {
    let connection = try await PostgresConnection.connect(settings)
    let warehouse: any WarehouseApplying
    if speaksRedshift {
      try await RedshiftCatalog.use(on: connection)
      warehouse = RedshiftApplier(connection: connection, owner: owner)
    } else {
      warehouse = PostgreSQLApplier(
        connection: connection, owner: owner, dialect: .postgreSQL, loader: loader)
    }
    let applier = Applier(
      leases: FreeLeases(), basis: LiveBasis(harness: self, desired: desired),
      warehouse: DyingWarehouse(base: warehouse, connection: connection, calls: calls),
      lake: NoLake(), bundles: NoBundles())
    do {
      let receipt = try await applier.apply(request(plan))
      await connection.close()
      return receipt
    } catch {
      await connection.close()
      throw error
    }
  }

  /// Plans and applies until nothing is left to do; that must be at once.
  func converge(
    _ desired: WarehouseState, renames: Renames = Renames(), allow: [String] = []
  ) async throws -> PlanningResult {
    let first = try await plan(desired, renames: renames, allow: allow)
    try await apply(first.plan, desired: desired)
    return try await plan(desired, renames: renames, allow: allow)
  }
}

struct FreeLeases: Leasing {
  func acquire(_ name: String, holder: String, duration: Duration, patience: Duration)
    async throws(PortError) -> Lease
  { Lease(name: name, holder: holder, fencingNumber: 1) }
  func renew(_ lease: Lease, duration: Duration) async throws(PortError) {}
  func release(_ lease: Lease) async throws(PortError) {}
}

struct LiveBasis: BasisReading {
  let harness: WarehouseHarness
  let desired: WarehouseState

  func fingerprints(of objects: [ObjectAddress])
    async throws(PortError) -> [ObjectAddress: Fingerprint]
  {
    let live = try await harness.inspect(desired)
    return LiveObjects(CatalogState(warehouse: live.state), live.facts)
      .fingerprints(of: objects)
  }
}

struct NoLake: LakeApplying {
  func perform(_ request: LakeRequest) async throws(PortError) {}
}

struct NoBundles: BundleKeeping {
  func publish(_ bytes: [UInt8], fingerprint: Fingerprint, environment: String)
    async throws(PortError)
  {}
  func current(environment: String) async throws(PortError) -> (
    fingerprint: Fingerprint, bytes: [UInt8]
  )? { nil }
}

/// A warehouse whose connection breaks after some calls, as when its client is killed.
final class DyingWarehouse: WarehouseApplying {
  private let base: any WarehouseApplying
  private let connection: PostgresConnection
  private let left: Mutex<Int>

  init(base: any WarehouseApplying, connection: PostgresConnection, calls: Int) {
    self.base = base
    self.connection = connection
    left = Mutex(calls)
  }

  private func live() async throws(PortError) {
    let isAlive = left.withLock { left in
      left -= 1
      return left >= 0
    }
    guard isAlive else {
      await connection.close()
      throw PortError(.unreachable, "The connection broke.")
    }
  }

  func prepare() async throws(PortError) {
    try await live()
    try await base.prepare()
  }
  func begin(lockTimeout: Duration) async throws(PortError) {
    try await live()
    try await base.begin(lockTimeout: lockTimeout)
  }
  func execute(_ statement: String) async throws(PortError) {
    try await live()
    do throws(PortError) { try await base.execute(statement) } catch {
      throw error.adding("statement", statement)
    }
  }
  func record(_ entries: [JournalEntry]) async throws(PortError) {
    try await live()
    try await base.record(entries)
  }
  func remember(made: [LedgerNote], forgotten: [ObjectAddress]) async throws(PortError) {
    try await live()
    try await base.remember(made: made, forgotten: forgotten)
  }
  func commit() async throws(PortError) {
    try await live()
    try await base.commit()
  }
  func rollback() async { await base.rollback() }
}
