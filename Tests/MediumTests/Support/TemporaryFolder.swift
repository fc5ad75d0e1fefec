import Files

/// A new folder under /tmp, taken away when this value goes.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    path = "/tmp/weir-folder-\(UInt64.random(in: 0...UInt64.max))"
    try FileSystem.makeFolder(path)
  }

  deinit { try? FileSystem.removeTree(path) }
}
