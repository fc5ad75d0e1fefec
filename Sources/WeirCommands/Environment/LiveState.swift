internal import Catalog
internal import Compile
internal import Connect
internal import Iceberg
internal import Lake
internal import Planning
internal import Ports
internal import Warehouse

/// What is live of the objects that a project speaks for.
struct LiveState: Sendable {
  var state: CatalogState
  var facts: WarehouseFacts
  var lakeTables: [TableAddress: TableMetadata]

  /// Reads lake and warehouse at the same time.
  static func inspect(_ project: CompiledProject, _ access: EnvironmentAccess)
    async throws(PortError) -> LiveState
  {
    async let warehouse = resultOf { () async throws(PortError) in
      try await inspectWarehouse(project, access)
    }
    let lake = try await inspectLake(project, access)
    let inspection = try await warehouse.get()
    var state = CatalogState(lake: lake.state, warehouse: inspection.state)
    for (address, metadata) in lake.metadata {
      state.lake.tables[address] = metadata.lakeTable(at: address, properties: .only([])).table
    }
    return LiveState(state: state, facts: inspection.facts, lakeTables: lake.metadata)
  }

  private static func inspectWarehouse(_ project: CompiledProject, _ access: EnvironmentAccess)
    async throws(PortError) -> WarehouseInspection
  {
    async let other = resultOf { () async throws(PortError) in try await access.warehouse() }
    let connection = try await access.warehouse()
    let helper = try await other.get()
    let schemas = project.scope.schemas.keys.filter { $0.side == .warehouse }.map(\.name)
    let roles = Set(project.scope.roles.keys).union(project.renames.roles.values)
    let inspection = try await PostgreSQLInspector(
      connection: connection, helper: helper, owner: access.ledgerOwner
    ).inspect(schemas: schemas.sorted(), roles: roles.sorted())
    await connection.close()
    await helper.close()
    return inspection
  }

  private static func inspectLake(_ project: CompiledProject, _ access: EnvironmentAccess)
    async throws(PortError) -> LakeInspection
  {
    let namespaces = project.scope.schemas.keys.filter { $0.side == .lake }
    return try await access.lake().inspect(
      namespaces.sorted(), declared: DeclaredLakeProperties(of: project.desired.lake))
  }
}

/// Reads a plan's basis again by inspecting once more.
struct LiveBasis: BasisReading {
  let project: CompiledProject
  let access: EnvironmentAccess

  func fingerprints(of objects: [ObjectAddress])
    async throws(PortError) -> [ObjectAddress: Fingerprint]
  {
    liveFingerprints(of: objects, in: try await LiveState.inspect(project, access).state)
  }
}

extension EnvironmentAccess {
  var ledgerOwner: LedgerOwner { LedgerOwner(platform: platform, environment: environment.name) }
}

/// What asynchronous work came to, kept for later.
func resultOf<Success>(
  _ work: () async throws(PortError) -> Success
) async -> Result<Success, PortError> {
  do throws(PortError) { return .success(try await work()) } catch { return .failure(error) }
}
