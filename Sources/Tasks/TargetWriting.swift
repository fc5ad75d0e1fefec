internal import Ports
internal import ScheduleModel

/// One kind of target: how rows are written aside, checked and published. Everything else about a
/// task is the same for all kinds.
protocol TargetWriting: Sendable {
  /// Where rows stand before they are published.
  associatedtype Place: Sendable

  /// Makes the place, unseen by readers.
  func prepare(under lease: Lease) async throws(PortError) -> Place

  func stage(_ piece: BuildPiece, in place: Place) async throws(PortError) -> StagedRows

  func check(_ piece: BuildPiece, in place: Place) async throws(PortError) -> [CheckFinding]

  func publish(_ piece: BuildPiece, _ staged: StagedRows, from place: Place, under lease: Lease)
    async throws(PortError) -> PublicationOutcome

  /// Takes the place away; does nothing when publishing took it.
  func clean(_ place: Place) async throws(PortError)
}

/// What was written aside.
struct StagedRows: Sendable {
  let rows: Int64
  /// Where it is, when it is not a table.
  let output: String?
}

/// Extracts into landing files. A folder counts once its coverage is recorded, so there is nothing
/// to publish.
struct LandingWriter: TargetWriting {
  let work: ExtractWork
  let run: RunID
  let extractor: any Extracting

  func prepare(under lease: Lease) async throws(PortError) -> String {
    "run-\(run)-\(lease.fencingNumber)"
  }

  func stage(_ piece: BuildPiece, in attempt: String) async throws(PortError) -> StagedRows {
    let landed = try await extractor.extract(work, range: piece.range, attempt: attempt)
    return StagedRows(rows: landed.rows, output: landed.folder)
  }

  func check(_ piece: BuildPiece, in attempt: String) async throws(PortError) -> [CheckFinding] {
    []
  }

  func publish(
    _ piece: BuildPiece, _ staged: StagedRows, from attempt: String, under lease: Lease
  ) async throws(PortError) -> PublicationOutcome { .published(rows: staged.rows) }

  func clean(_ attempt: String) async throws(PortError) {}
}
