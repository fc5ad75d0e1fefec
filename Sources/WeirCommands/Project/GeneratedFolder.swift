internal import Files
internal import Generate

/// A folder that holds a generated tree and nothing else.
struct GeneratedFolder: Sendable {
  let path: String

  /// Makes the folder hold exactly the files of `generation`: writes what differs, on all cores, and
  /// removes what is not of it.
  func write(_ generation: Generation) async throws(FileError)
    -> (files: Int, written: Int, removed: Int)
  {
    let folder = path
    try FileSystem.makeFolder(folder)
    let outcomes = await concurrently(generation.fileCount) { index in
      Result { () throws(FileError) in
        let file = generation.file(at: index)
        return try FileSystem.write(file.bytes, to: "\(folder)/\(file.path)", .plain)
      }
    }
    var written = 0
    for outcome in outcomes where try outcome.get() == .written { written += 1 }
    // All that is wanted is there now, so that there is nothing else where the numbers agree.
    let found = try FileSystem.walk(folder)
    guard found.count > generation.fileCount else { return (generation.fileCount, written, 0) }
    let wanted = Set(generation.paths)
    var removed = 0
    for file in found where !wanted.contains(file) {
      try FileSystem.remove("\(folder)/\(file)")
      removed += 1
    }
    return (generation.fileCount, written, removed)
  }
}
