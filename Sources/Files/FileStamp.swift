internal import Glibc

/// What the file system says of a file. A file whose content changes gets another stamp, unless that
/// happens so soon after that its clock has not moved on.
package struct FileStamp: Hashable, Sendable {
  /// In bytes.
  package let size: Int64
  /// When the content last changed, in nanoseconds since 1970.
  package let modified: Int64
  /// When the content or what is said of it last changed, in nanoseconds since 1970; nobody can set it.
  package let changed: Int64
  package let inode: UInt64

  package init(size: Int64, modified: Int64, changed: Int64, inode: UInt64) {
    self.size = size
    self.modified = modified
    self.changed = changed
    self.inode = inode
  }
}

extension FileSystem {
  /// The clock that stamps are given by, in nanoseconds since 1970.
  package static var stampClock: Int64 {
    var time = timespec()
    _ = unsafe clock_gettime(CLOCK_REALTIME_COARSE, &time)
    return nanoseconds(time)
  }

  /// The stamp of a file, symbolic links followed; nil when there is none.
  package static func stamp(of path: String) -> FileStamp? {
    var info = stat()
    guard unsafe stat(path, &info) == 0 else { return nil }
    return FileStamp(info)
  }

  /// The content of a file, and the stamp that it had before it was read.
  package static func readStamped(_ path: String) throws(FileError) -> (
    bytes: [UInt8], stamp: FileStamp
  ) {
    let file = try Descriptor(path, O_RDONLY)
    let info = try file.status()
    return (try file.readAll(info), FileStamp(info))
  }

  fileprivate static func nanoseconds(_ time: timespec) -> Int64 {
    Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}

extension FileStamp {
  fileprivate init(_ info: stat) {
    self.init(
      size: Int64(info.st_size), modified: FileSystem.nanoseconds(info.st_mtim),
      changed: FileSystem.nanoseconds(info.st_ctim), inode: UInt64(info.st_ino))
  }
}
