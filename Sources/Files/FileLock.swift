internal import Glibc

/// An exclusive advisory lock on a file, held until this value goes or the process ends.
///
/// Children do not inherit it. The file stays, as taking it away would let two in.
package struct FileLock: ~Copyable {
  private let descriptor: Descriptor

  /// Takes the lock, waiting up to `patience` while another process or task holds it.
  ///
  /// - Throws: `.locked` when it stays held, `.cancelled`.
  package init(_ path: String, patience: Duration = .zero) async throws(FileError) {
    if let parent = FileSystem.parent(of: path) { try FileSystem.makeFolder(parent) }
    let file = try Descriptor(path, O_RDWR | O_CREAT)
    try await Self.wait(for: file.number, path, patience)
    descriptor = file
  }

  /// Gives the lock back; without this, that happens some time after its last use.
  ///
  /// Closing the file would not do: a child process that is just being started shares it until its
  /// program begins.
  package consuming func release() { _ = flock(descriptor.number, LOCK_UN) }

  private static func wait(
    for number: Int32, _ path: String, _ patience: Duration
  ) async throws(FileError) {
    let deadline = ContinuousClock.now.advanced(by: patience)
    var pause = Duration.milliseconds(5)
    while flock(number, LOCK_EX | LOCK_NB) != 0 {
      guard errno == EWOULDBLOCK || errno == EINTR else {
        throw .system("The lock cannot be taken", path)
      }
      guard ContinuousClock.now < deadline else {
        throw FileError(.locked, "Another process holds the lock.", path: path)
      }
      do {
        try await Task.sleep(for: pause)
      } catch {
        throw FileError(.cancelled, "Waiting for the lock was cancelled.", path: path)
      }
      pause = min(pause * 2, .milliseconds(100))
    }
  }
}
