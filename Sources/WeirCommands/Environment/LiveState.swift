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

  /// Reads lake and warehouse at the same time; what was read of the warehouse already is not read
  /// again.
  static func inspect(
    _ project: CompiledProject, _ access: EnvironmentAccess, _ early: EarlyInspection? = nil
  ) async throws(PortError) -> LiveState {
    async let warehouse = resultOf { () async throws(PortError) in
      if let early, early.covers(project) { return try early.inspection.get() }
      return try await inspectWarehouse(
        access, schemas: project.inspectedSchemas, roles: project.inspectedRoles)
    }
    let lake = try await inspectLake(project, access)
    let inspection = try await warehouse.get()
    var state = CatalogState(lake: lake.state, warehouse: inspection.state)
    for (address, metadata) in lake.metadata {
      state.lake.tables[address] = metadata.lakeTable(at: address, properties: .only([])).table
    }
    return LiveState(state: state, facts: inspection.facts, lakeTables: lake.metadata)
  }

  fileprivate static func inspectWarehouse(
    _ access: EnvironmentAccess, schemas: [String], roles: [RoleName]
  ) async throws(PortError) -> WarehouseInspection {
    async let other = resultOf { () async throws(PortError) in
      access.readsInSnapshot ? try await access.warehouse() : nil
    }
    let connection = try await access.warehouse()
    let helper = try await other.get()
    let inspection = try await access.inspector(connection, helper: helper)
      .inspect(schemas: schemas, roles: roles)
    await connection.close()
    await helper?.close()
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

/// What was read of a warehouse while its project was compiled.
struct EarlyInspection: Sendable {
  let target: InspectionTarget
  let inspection: Result<WarehouseInspection, PortError>

  static func read(_ target: InspectionTarget?, root: String, variables: [String: String]) async
    -> EarlyInspection?
  {
    guard let target else { return nil }
    let inspection = await resultOf { () async throws(PortError) in
      let access = try await EnvironmentAccess(
        target.environment, of: target.platform, root: root, variables: variables)
      return try await LiveState.inspectWarehouse(
        access, schemas: target.schemas, roles: target.roles)
    }
    return EarlyInspection(target: target, inspection: inspection)
  }

  /// Whether everything was read that the compiled project asks for.
  func covers(_ project: CompiledProject) -> Bool {
    target.schemas == project.inspectedSchemas && target.roles == project.inspectedRoles
  }
}

/// Reads a plan's basis again by inspecting once more.
struct LiveBasis: BasisReading {
  let project: CompiledProject
  let access: EnvironmentAccess

  func fingerprints(of objects: [ObjectAddress])
    async throws(PortError) -> [ObjectAddress: Fingerprint]
  {
    let live = try await LiveState.inspect(project, access)
    return LiveObjects(live.state, live.facts).fingerprints(of: objects)
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
