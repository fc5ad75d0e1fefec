internal import Files
internal import Generate

/// A folder that holds a generated tree and nothing else.
struct GeneratedFolder: Sendable {
  let path: String

  /// Makes the folder hold exactly `tree`: writes what differs, removes what is not in it.
  func write(_ tree: GeneratedTree) throws(FileError) -> (files: Int, written: Int, removed: Int) {
    try FileSystem.makeFolder(path)
    let wanted = Set(tree.files.map(\.path))
    var removed = 0
    for file in try FileSystem.walk(path) where !wanted.contains(file) {
      try FileSystem.remove("\(path)/\(file)")
      removed += 1
    }
    var folders: Set<String> = []
    var written = 0
    for file in tree.files {
      let target = "\(path)/\(file.path)"
      if let folder = FileSystem.parent(of: target), folders.insert(folder).inserted {
        try FileSystem.makeFolder(folder)
      }
      if try FileSystem.write(file.bytes, to: target, .plain) == .written { written += 1 }
    }
    return (tree.files.count, written, removed)
  }
}
