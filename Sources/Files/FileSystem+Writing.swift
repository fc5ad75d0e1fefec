internal import Glibc

extension FileSystem {
  /// How a file is replaced.
  package enum Writing: Hashable, Sendable {
    /// In place. For generated files, which can be made again.
    case plain
    /// Beside, on the disk, then renamed over: a reader or a crash sees the old file or the new.
    case atomic
  }

  /// Whether a file had to be written.
  package enum WriteOutcome: Hashable, Sendable {
    case written, unchanged
  }

  /// Gives a file this content, unless it has it already. Makes missing folders.
  @discardableResult
  package static func write(
    _ bytes: [UInt8], to path: String, _ writing: Writing = .plain, mode: UInt32 = 0o644
  ) throws(FileError) -> WriteOutcome {
    do throws(FileError) {
      return try put(bytes, path, writing, mode)
    } catch {
      guard error.kind == .missing, let parent = parent(of: path) else { throw error }
      try makeFolder(parent)
      return try put(bytes, path, writing, mode)
    }
  }

  private static func put(
    _ bytes: [UInt8], _ path: String, _ writing: Writing, _ mode: UInt32
  ) throws(FileError) -> WriteOutcome {
    switch writing {
    case .plain:
      // When it was just made, an empty file looks like one that was there already.
      if bytes.isEmpty, holds(bytes, path) { return .unchanged }
      let file: Descriptor
      do throws(FileError) {
        // Opened once for both, as there are tens of thousands of them.
        file = try Descriptor(path, O_RDWR | O_CREAT, mode: mode)
      } catch {
        // What has its content already need not be writable.
        if holds(bytes, path) { return .unchanged }
        throw error
      }
      let size = file.size
      if size == bytes.count, size != 0, holds(bytes, file) { return .unchanged }
      if size != 0 { try file.clear() }
      try file.writeAll(bytes)
    case .atomic:
      if holds(bytes, path) { return .unchanged }
      try replace(path, with: bytes, mode: mode)
    }
    return .written
  }

  private static func holds(_ bytes: [UInt8], _ path: String) -> Bool {
    guard let file = try? Descriptor(path, O_RDONLY), file.size == bytes.count else { return false }
    return holds(bytes, file)
  }

  private static func holds(_ bytes: [UInt8], _ file: borrowing Descriptor) -> Bool {
    (try? file.readAll()) == bytes
  }

  private static func replace(
    _ path: String, with bytes: [UInt8], mode: UInt32
  ) throws(FileError) {
    // The process and a count of its own make the name free: others write beside too.
    let beside = "\(path).\(getpid()).\(UInt64.random(in: 0...UInt64.max)).new"
    do throws(FileError) {
      let file = try Descriptor(beside, O_WRONLY | O_CREAT | O_EXCL, mode: mode)
      try file.writeAll(bytes)
      try file.synchronize()
      if unsafe rename(beside, path) != 0 { throw .system("The file cannot be replaced", path) }
      // Until the folder is on the disk, a crash of the machine may take the new name away.
      try Descriptor(parent(of: path) ?? ".", O_RDONLY | O_DIRECTORY).synchronize()
    } catch {
      unsafe unlink(beside)
      throw error
    }
  }
}
