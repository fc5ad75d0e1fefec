internal import Diagnostics
internal import Files

/// The files of a project on disk.
struct ProjectFiles: Sendable {
  /// The folder that holds `specs/`; absolute.
  let root: String
  let sources: SourceMap
  /// Of the sources, as they were read.
  let stamps: [FileStamp]
  /// The YAML files among the sources, in the order of their paths.
  let specs: [SourceFile]
  /// The SQL files among the sources, by path relative to the root.
  let sql: [String: SourceFile]

  /// Reads every `.yaml`, `.yml` and `.sql` file under `specs/`.
  ///
  /// - Throws: `FileError` when there is no such folder, or a file cannot be read.
  init(root: String) async throws(FileError) {
    self.root = root
    var sources = SourceMap()
    var specs: [SourceFile] = []
    var sql: [String: SourceFile] = [:]
    let paths = try Self.paths(root: root)
    let contents = await concurrently(paths.count) { index in
      Result { () throws(FileError) in try FileSystem.readStamped("\(root)/\(paths[index])") }
    }
    var stamps: [FileStamp] = []
    stamps.reserveCapacity(paths.count)
    for (path, content) in zip(paths, contents) {
      let (bytes, stamp) = try content.get()
      let file = sources.add(path: path, bytes: bytes)
      stamps.append(stamp)
      if path.hasSuffix(".sql") { sql[file.path] = file } else { specs.append(file) }
    }
    self.sources = sources
    self.stamps = stamps
    self.specs = specs
    self.sql = sql
  }

  /// The paths of the files that specs may stand in, relative to the root; sorted.
  static func paths(root: String) throws(FileError) -> [String] {
    try FileSystem.walk(root + "/specs").filter {
      $0.hasSuffix(".sql") || $0.hasSuffix(".yaml") || $0.hasSuffix(".yml")
    }.map { "specs/" + $0 }
  }
}
