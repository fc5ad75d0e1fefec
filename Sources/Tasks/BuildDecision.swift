package import Catalog
package import Ports
package import ScheduleModel

/// Whether what is covered stays as it is.
package enum BuildExtent: Sendable {
  /// Only what was never built, was built by another version, or from other inputs.
  case outdated
  /// The whole range, again.
  case everything
}

/// A part of the wanted range that is built as one.
package struct BuildPiece: Hashable, Sendable {
  package let range: TimeRange
  /// The builds of the inputs that overlap the range. Sorted, unique.
  package let inputs: [Int64]

  package init(range: TimeRange, inputs: [Int64]) {
    self.range = range
    self.inputs = inputs
  }
}

/// What a task has to build, worked out from what was built before. Pure.
package enum BuildDecision: Hashable, Sendable {
  /// Nothing: the whole range was built by this version from these inputs.
  case covered
  /// These, in this order. They do not touch each other.
  case build([BuildPiece])
  /// An input was not built over a part of what is to be built.
  case inputMissing(TargetID, TimeRange)

  /// - Parameters:
  ///   - entries: the coverage of the task's own target that overlaps `wanted`.
  ///   - inputs: the same of each input, in the order in which a missing one is to be reported.
  package static func decide(
    wanted: TimeRange, version: Fingerprint, extent: BuildExtent, entries: [CoverageEntry],
    inputs: [(target: TargetID, entries: [CoverageEntry])]
  ) -> BuildDecision {
    let current =
      extent == .everything ? [] : entries.flatMap { currentParts(of: $0, version, inputs) }
    let missing = wanted.subtracting(current)
    guard !missing.isEmpty else { return .covered }
    for range in missing {
      for input in inputs {
        if let gap = range.subtracting(input.entries.map(\.range)).first {
          return .inputMissing(input.target, gap)
        }
      }
    }
    return .build(missing.map { BuildPiece(range: $0, inputs: builds(overlapping: $0, inputs)) })
  }

  /// An entry's range without the parts that an input was built anew over.
  private static func currentParts(
    of entry: CoverageEntry, _ version: Fingerprint,
    _ inputs: [(target: TargetID, entries: [CoverageEntry])]
  ) -> [TimeRange] {
    guard entry.version == version else { return [] }
    let known = Set(entry.inputs)
    let newer = inputs.flatMap(\.entries).filter { !known.contains($0.build) }
    return entry.range.subtracting(newer.map(\.range))
  }

  private static func builds(
    overlapping range: TimeRange, _ inputs: [(target: TargetID, entries: [CoverageEntry])]
  ) -> [Int64] {
    let overlapping = inputs.flatMap(\.entries).filter { $0.range.overlaps(range) }
    return Set(overlapping.map(\.build)).sorted()
  }
}
