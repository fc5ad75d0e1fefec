internal import Catalog
internal import Ports
internal import ScheduleModel

/// Writes tables of the star: the engine copies rows into a staging table, and one transaction of
/// the warehouse publishes them.
struct WarehouseWriter: TargetWriting {
  let work: StarWork
  let target: TargetID
  let version: Fingerprint
  let run: RunID
  let ports: TaskPorts

  /// Nil when the rows come from the warehouse itself.
  func prepare(under lease: Lease) async throws(PortError) -> WarehouseStaging? {
    try await ports.warehouse.raiseFence(of: target, to: lease.fencingNumber)
    guard let staging = work.staging else { return nil }
    return try await ports.warehouse.makeStaging(
      for: work.table, fencingNumber: lease.fencingNumber, columns: staging.columns)
  }

  func stage(_ piece: BuildPiece, in place: WarehouseStaging?) async throws(PortError)
    -> StagedRows
  {
    guard let staging = work.staging, let place else { return StagedRows(rows: 0, output: nil) }
    let query = Placeholders(range: piece.range, mode: work.mode).filling(staging.query)
    let rows = try await ports.engine.copy(query, columns: staging.columns, toWarehouse: place)
    return StagedRows(rows: rows, output: nil)
  }

  func check(_ piece: BuildPiece, in place: WarehouseStaging?) async throws(PortError)
    -> [CheckFinding]
  {
    try await findings(of: work.checks, piece, place)
  }

  func publish(
    _ piece: BuildPiece, _ staged: StagedRows, from place: WarehouseStaging?, under lease: Lease
  ) async throws(PortError) -> PublicationOutcome {
    let placeholders = placeholders(piece, place)
    return try await ports.warehouse.publish(
      WarehousePublication(
        target: target, table: work.table, range: piece.range, version: version, run: run,
        fencingNumber: lease.fencingNumber,
        statements: work.publish.map(placeholders.filling),
        checks: work.publishChecks.map { $0.filled(by: placeholders) },
        touches: work.touches.map { TargetID($0) }))
  }

  func clean(_ place: WarehouseStaging?) async throws(PortError) {
    if let place { try await ports.warehouse.dropStaging(place) }
  }

  private func findings(
    of checks: [CompiledCheck], _ piece: BuildPiece, _ place: WarehouseStaging?
  ) async throws(PortError) -> [CheckFinding] {
    let placeholders = placeholders(piece, place)
    var findings: [CheckFinding] = []
    for check in checks {
      let broken = try await ports.warehouse.number(placeholders.filling(check.query))
      findings.append(CheckFinding(check: check, broken: broken))
    }
    return findings
  }

  private func placeholders(_ piece: BuildPiece, _ place: WarehouseStaging?) -> Placeholders {
    let name = place.map { "\"\($0.schema)\".\"\($0.name)\"" }
    return Placeholders(range: piece.range, mode: work.mode, rows: name, staging: name)
  }
}
