internal import Catalog
internal import Ports
internal import ScheduleModel

/// Writes tables of the lake: into a shadow of the table, which becomes the table in one commit.
struct LakeWriter: TargetWriting {
  /// Where the rows come from.
  enum Content: Sendable {
    case landing(TargetID)
    case query(String)
  }

  let table: TableAddress
  let columns: [Column]
  let mode: ReplaceMode
  let checks: [CompiledCheck]
  let content: Content
  let ports: TaskPorts

  init(_ work: LoadWork, ports: TaskPorts) {
    table = work.table
    columns = work.columns
    mode = work.mode
    checks = work.checks
    content = .landing(work.landing)
    self.ports = ports
  }

  init(_ work: TransformWork, ports: TaskPorts) {
    table = work.table
    columns = work.columns
    mode = work.mode
    checks = work.checks
    content = .query(work.query)
    self.ports = ports
  }

  func prepare(under lease: Lease) async throws(PortError) -> ShadowTable {
    try await ports.lake.makeShadow(of: table, fencingNumber: lease.fencingNumber)
  }

  func stage(_ piece: BuildPiece, in shadow: ShadowTable) async throws(PortError) -> StagedRows {
    let rows: Int64
    switch content {
    case .landing(let landing):
      let slices = try await slices(of: landing, over: piece.range)
      rows = try await ports.engine.load(
        slices, columns: columns, into: shadow.shadow, mode: mode, range: piece.range)
    case .query(let query):
      let filled = Placeholders(range: piece.range, mode: mode).filling(query)
      rows = try await ports.engine.transform(
        filled, columns: columns, into: shadow.shadow, mode: mode, range: piece.range)
    }
    return StagedRows(rows: rows, output: nil)
  }

  /// A table that is replaced as a whole always gets the newest landing, so that building an old
  /// range again never brings back an older state.
  private func slices(of landing: TargetID, over range: TimeRange)
    async throws(PortError) -> [LandedSlice]
  {
    var entries = try await ports.coverage.coverage(
      of: landing, overlapping: mode == .full ? .always : range)
    if mode == .full { entries = entries.max { $0.build < $1.build }.map { [$0] } ?? [] }
    var slices: [LandedSlice] = []
    for entry in entries {
      guard let folder = entry.output else {
        throw PortError(.missing, "'\(landing)' was built over \(entry.range) without files.")
      }
      let files = try await ports.extractor.landedFiles(in: folder)
      let part = mode == .full ? entry.range : entry.range.intersection(range)
      if let part { slices.append(LandedSlice(files: files, range: part)) }
    }
    return slices
  }

  func check(_ piece: BuildPiece, in shadow: ShadowTable) async throws(PortError)
    -> [CheckFinding]
  {
    guard !checks.isEmpty else { return [] }
    let rows = ports.engine.rows(of: shadow.shadow, mode: mode, range: piece.range)
    let placeholders = Placeholders(range: piece.range, mode: mode, rows: rows)
    let numbers = try await ports.engine.numbers(checks.map { placeholders.filling($0.query) })
    return zip(checks, numbers).map { CheckFinding(check: $0, broken: $1) }
  }

  func publish(
    _ piece: BuildPiece, _ staged: StagedRows, from shadow: ShadowTable, under lease: Lease
  ) async throws(PortError) -> PublicationOutcome {
    try await ports.lake.publish(shadow, fencingNumber: lease.fencingNumber)
    return .published(rows: staged.rows)
  }

  func clean(_ shadow: ShadowTable) async throws(PortError) {
    try await ports.lake.discard(shadow)
  }
}
