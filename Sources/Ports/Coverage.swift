package import Catalog
package import ScheduleModel

/// A range of a target that was built and published.
package struct CoverageEntry: Hashable, Sendable {
  /// Grows with every build in the environment.
  package let build: Int64
  package let target: TargetID
  package let range: TimeRange
  /// The version of the task that built it.
  package let version: Fingerprint
  /// The builds of its inputs that it was made from. Sorted. A part of the range is outdated where
  /// an input's entry now has a build that is not among them.
  package let inputs: [Int64]
  package let run: RunID
  /// Where the result is, when it is not a table: the landing folder of an extract.
  package let output: String?
  /// How many rows the range has.
  package let rows: Int64

  package init(
    build: Int64, target: TargetID, range: TimeRange, version: Fingerprint, inputs: [Int64],
    run: RunID, output: String?, rows: Int64
  ) {
    self.build = build
    self.target = target
    self.range = range
    self.version = version
    self.inputs = inputs
    self.run = run
    self.output = output
    self.rows = rows
  }
}

/// A build that is about to be recorded.
package struct CoverageRecord: Hashable, Sendable {
  package let target: TargetID
  package let range: TimeRange
  package let version: Fingerprint
  package let inputs: [Int64]
  package let run: RunID
  package let output: String?
  package let rows: Int64

  package init(
    target: TargetID, range: TimeRange, version: Fingerprint, inputs: [Int64], run: RunID,
    output: String?, rows: Int64
  ) {
    self.target = target
    self.range = range
    self.version = version
    self.inputs = inputs
    self.run = run
    self.output = output
    self.rows = rows
  }
}

/// Which ranges of which targets were built, from what.
package protocol CoverageKeeping: Sendable {
  /// What was built of a target and overlaps `range`; sorted by range, free of overlaps.
  func coverage(of target: TargetID, overlapping range: TimeRange)
    async throws(PortError) -> [CoverageEntry]

  /// Records a build in place of what it overlaps; an older entry that reaches beyond it keeps the
  /// rest. Only while `lease` is held.
  ///
  /// - Throws: `.conflict` when the lease was lost.
  func record(_ record: CoverageRecord, under lease: Lease) async throws(PortError) -> CoverageEntry
}
