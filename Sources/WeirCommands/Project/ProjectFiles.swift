internal import Diagnostics
internal import Files

/// The files of a project on disk.
struct ProjectFiles: Sendable {
  /// The folder that holds `specs/`; absolute.
  let root: String
  let sources: SourceMap
  /// The YAML files among the sources, in the order of their paths.
  let specs: [SourceFile]
  /// The SQL files among the sources, by path relative to the root.
  let sql: [String: SourceFile]

  /// Reads every `.yaml`, `.yml` and `.sql` file under `specs/`.
  ///
  /// - Throws: `FileError` when there is no such folder, or a file cannot be read.
  init(root: String) throws(FileError) {
    self.root = root
    var sources = SourceMap()
    var specs: [SourceFile] = []
    var sql: [String: SourceFile] = [:]
    for path in try FileSystem.walk(root + "/specs") {
      let isSQL = path.hasSuffix(".sql")
      guard isSQL || path.hasSuffix(".yaml") || path.hasSuffix(".yml") else { continue }
      let bytes = try FileSystem.read(root + "/specs/" + path)
      let file = sources.add(path: "specs/" + path, bytes: bytes)
      if isSQL { sql[file.path] = file } else { specs.append(file) }
    }
    self.sources = sources
    self.specs = specs
    self.sql = sql
  }
}
