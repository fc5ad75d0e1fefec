internal import Catalog
internal import Compile
internal import Diagnostics
internal import Files
internal import Spec

/// What a check without findings comes to, for people.
struct CheckSummary {
  let files: Int
  let tables: Int
  let environments: [String]
  /// How many queries were checked again, as their files have changed; nil when the whole project was
  /// checked.
  var queriesAgain: Int?

  var text: String {
    let whole =
      "All is well: \(counted(files, "file")), \(counted(tables, "table")), checked for "
      + environments.joined(separator: ", ")
    switch queriesAgain {
    case nil: return whole + "."
    case 0?: return whole + ". Nothing has changed since the last clean check."
    case let count?:
      return whole
        + ". Only queries have changed since the last clean check: \(count) checked again."
    }
  }
}

/// A check of a project of which a record says that nothing was found in it, and in which nothing but
/// queries of transforms has changed since.
///
/// What a project's check finds depends on what is declared, on each query, and, where roles are kept
/// from rows or columns, on where columns come from. Here what is declared is proved to be the same,
/// byte for byte; each changed query is checked against the tables that it read before, by the same
/// code; it must read all of them and no other, and its columns must come from where they came from. Whatever else there is, or if anything
/// is to be said at all, the whole project is checked.
struct ProjectRecheck {
  let root: String
  let variables: [String: String]
  let record: CheckRecord
  private let started = FileSystem.stampClock

  /// How many files may have changed: beyond that, looking at all of them is not much slower.
  private static let mostFiles = 64
  /// How long the clock of a file system may stand still, in nanoseconds: some count whole seconds, or
  /// every other one.
  private static let clockStep: Int64 = 3_000_000_000

  /// A file whose content is not what was recorded, or may not be.
  private struct Candidate: Sendable {
    let place: Int
    let stamp: FileStamp
    let file: SourceFile
    let digest: Fingerprint
    let hasChanged: Bool
  }

  /// The summary, with the record brought up to date; nil when the whole project has to be checked.
  func run() async -> CheckSummary? {
    var summary = CheckSummary(
      files: record.files.count, tables: record.tables, environments: record.environments,
      queriesAgain: 0)
    guard let candidates = await candidates() else { return nil }
    if candidates.isEmpty { return summary }
    let changed = candidates.filter(\.hasChanged)
    guard let (transforms, lines) = recheck(changed) else { return nil }
    summary.queriesAgain = transforms.count
    let files = candidates.map { candidate in
      (record.files[candidate.place], line(of: candidate, transforms))
    }
    CheckRecord.write(
      record.text(started: started, files: files, transforms: lines), root: root)
    return summary
  }

  // MARK: What has changed

  /// Nil when there are other files than before, or too many have changed.
  private func candidates() async -> [Candidate]? {
    guard let paths = try? ProjectFiles.paths(root: root), paths.count == record.files.count else {
      return nil
    }
    let states = await concurrently(paths.count) { state(of: paths[$0], at: $0) }
    var found: [Candidate] = []
    for state in states {
      switch state {
      case .same: continue
      case .other: return nil
      case .candidate(let candidate): found.append(candidate)
      }
    }
    return found.count(where: \.hasChanged) <= Self.mostFiles ? found : nil
  }

  private enum FileState: Sendable {
    case same
    case candidate(Candidate)
    /// Another file than the record has at this place, or one that cannot be read.
    case other
  }

  private func state(of path: String, at place: Int) -> FileState {
    let recorded = record.files[place]
    guard record.isPath(path, of: recorded), let stamp = FileSystem.stamp(of: "\(root)/\(path)")
    else { return .other }
    // A file that was written when the check began may have been written once more.
    let isSettled = recorded.stamp.changed < record.started - Self.clockStep
    if stamp == recorded.stamp, isSettled { return .same }
    guard let bytes = try? FileSystem.read("\(root)/\(path)") else { return .other }
    let digest = Fingerprint(of: bytes)
    return .candidate(
      Candidate(
        place: place, stamp: stamp,
        file: SourceFile(id: FileID(index: Int32(place)), path: path, bytes: bytes),
        digest: digest, hasChanged: !record.isDigest(digest, of: recorded)))
  }

  // MARK: Checking

  /// What the changed queries are now; nil when anything is to be said of them.
  private func recheck(_ changed: [Candidate]) -> (
    transforms: [TransformSpec], lines: [(CheckRecord.Transform, String)]
  )? {
    if changed.isEmpty { return ([], []) }
    let places = Set(changed.map(\.place))
    let affected = record.transforms(in: places)
    // Files that hold something else than these queries.
    guard places.isSubset(of: affected.flatMap { [$0.file, $0.queryFile] }) else { return nil }
    var context = RecheckContext(root: root, record: record, known: changed.map(\.file))
    guard let project = context.project(of: affected) else { return nil }
    for candidate in changed where candidate.file.isYAML {
      let skeleton = candidate.file.skeleton(without: project.transforms)
      guard record.isSkeleton(skeleton, of: record.files[candidate.place]) else { return nil }
    }
    var lines: [(CheckRecord.Transform, String)] = []
    for environment in record.environments {
      guard
        let checks = checkQueries(
          of: project, environment: environment, variables: variables,
          withLineage: record.hasLineage)
      else { return nil }
      let byTarget = Dictionary(uniqueKeysWithValues: checks.map { ($0.target, $0) })
      lines = []
      for transform in affected {
        // What is read decides on circles and on what selectors find.
        guard let check = byTarget[transform.target], check.reads == transform.reads,
          check.lineage?.text ?? "-" == transform.lineage
        else { return nil }
        lines.append((transform, CheckRecord.line(of: transform, check)))
      }
    }
    return (project.transforms, lines)
  }

  private func line(of candidate: Candidate, _ transforms: [TransformSpec]) -> String {
    let skeleton =
      candidate.file.isYAML ? candidate.file.skeletonIfAny(without: transforms) : nil
    guard candidate.hasChanged else {
      return record.line(of: record.files[candidate.place], candidate.stamp)
    }
    return CheckRecord.line(
      ofFile: candidate.file.path, candidate.stamp, candidate.digest, skeleton: skeleton)
  }
}
