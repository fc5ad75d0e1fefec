internal import Catalog
package import Ports
internal import ScheduleModel

/// What every ``CoverageKeeping`` promises.
///
/// - Parameters:
///   - run: a run that the state knows.
///   - expire: makes all leases that are held expire at once.
package func checkCoverage(
  _ coverage: any CoverageKeeping, _ leases: any Leasing, run: RunID,
  expire: () async throws -> Void
) async throws {
  let target = TargetID("lake:conformance.t")
  let january = TimeRange(parsing: "2013-01-01/2013-02-01")!
  let tenth = TimeRange(parsing: "2013-01-10/2013-01-11T04:30:00.000001")!
  let far = TimeRange(parsing: "2014-01-01/2014-01-02")!
  let lease = try await leases.acquire(
    target.text, holder: "test", duration: .seconds(60), patience: .zero)
  func record(_ range: TimeRange, _ version: String, _ inputs: [Int64], _ output: String?)
    async throws -> CoverageEntry
  {
    try await coverage.record(
      CoverageRecord(
        target: target, range: range, version: Fingerprint(of: version), inputs: inputs, run: run,
        output: output, rows: 7), under: lease)
  }
  func entries(_ range: TimeRange) async throws -> [CoverageEntry] {
    try await coverage.coverage(of: target, overlapping: range)
  }

  try require(try await entries(.always).isEmpty, "Nothing is covered at first.")
  let whole = try await record(january, "1", [], nil)
  try require(try await entries(tenth) == [whole], "What is recorded is read, as it was recorded.")
  try require(try await entries(far).isEmpty, "Only what overlaps is read.")

  let part = try await record(tenth, "2", [whole.build, 99], "folder")
  try require(part.build > whole.build, "Builds grow.")
  try require(
    part.inputs == [whole.build, 99] && part.output == "folder" && part.rows == 7,
    "Inputs, output and rows are kept.")
  let after = try await entries(january)
  try require(
    after.map(\.build) == [whole.build, part.build, whole.build],
    "A build replaces what it overlaps, and the older one keeps the rest.")
  try require(
    after.map(\.range.lower) == [january.lower, tenth.lower, tenth.upper]
      && after.map(\.range.upper) == [tenth.lower, tenth.upper, january.upper],
    "The parts touch, to the microsecond, and are sorted.")

  let again = try await record(january, "3", [], nil)
  try require(try await entries(.always) == [again], "A build of the whole replaces all parts.")
  let other = try await coverage.coverage(of: TargetID("lake:conformance.u"), overlapping: .always)
  try require(other.isEmpty, "Targets are kept apart.")

  try await expire()
  let newer = try await leases.acquire(
    target.text, holder: "other", duration: .seconds(60), patience: .zero)
  try await requireFailure(.conflict, "Without its lease nobody records.") {
    () throws(PortError) in
    try await coverage.record(
      CoverageRecord(
        target: target, range: far, version: Fingerprint(of: "4"), inputs: [], run: run,
        output: nil, rows: 0), under: lease)
  }
  try require(try await entries(far).isEmpty, "What was refused is not there.")
  try await leases.release(newer)
}
