internal import Glibc

/// The only owner of an open file, closed exactly once. Children do not inherit it.
struct Descriptor: ~Copyable {
  let number: Int32
  let path: String

  init(_ path: String, _ flags: Int32, mode: mode_t = 0o644) throws(FileError) {
    let number = unsafe open(path, flags | O_CLOEXEC, mode)
    // Thrown before there is an owner, which would close what was never opened.
    if number < 0 { throw .system("The file cannot be opened", path) }
    self.number = number
    self.path = path
  }

  deinit { close(number) }

  /// In bytes; nil when nothing can be said of it.
  var size: Int? {
    var info = stat()
    return unsafe fstat(number, &info) == 0 ? Int(info.st_size) : nil
  }

  /// What the file system says of the file.
  borrowing func status() throws(FileError) -> stat {
    var info = stat()
    guard unsafe fstat(number, &info) == 0 else {
      throw .system("The file cannot be examined", path)
    }
    return info
  }

  /// Reads to the end.
  borrowing func readAll() throws(FileError) -> [UInt8] { try readAll(try status()) }

  /// Reads to the end of a file of this status.
  borrowing func readAll(_ info: stat) throws(FileError) -> [UInt8] {
    if info.st_mode & S_IFMT == S_IFDIR {
      throw .system("The file cannot be read", path, code: EISDIR)
    }
    // A file of /proc says that it is empty, and any file may grow meanwhile; a file on a disk gives
    // less than was asked for only at its end.
    let isOnDisk = info.st_mode & S_IFMT == S_IFREG && info.st_size > 0
    let expected = info.st_size > 0 ? Int(info.st_size) + 1 : 4096
    var bytes = [UInt8](repeating: 0, count: expected)
    var filled = 0
    while true {
      if filled == bytes.count { bytes += [UInt8](repeating: 0, count: bytes.count) }
      let count = unsafe bytes.withUnsafeMutableBytes { space in
        unsafe read(number, space.baseAddress! + filled, space.count - filled)
      }
      if count == 0 { break }
      if count < 0 {
        if errno == EINTR { continue }
        throw .system("The file cannot be read", path)
      }
      filled += count
      if isOnDisk, filled >= Int(info.st_size), filled < bytes.count { break }
    }
    bytes.removeLast(bytes.count - filled)
    return bytes
  }

  borrowing func writeAll(_ bytes: [UInt8]) throws(FileError) {
    var done = 0
    while done < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { source in
        unsafe write(number, source.baseAddress! + done, source.count - done)
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw .system("The file cannot be written", path)
      }
      done += count
    }
  }

  /// Cuts the file down to nothing, so that the next write is all that it holds.
  borrowing func clear() throws(FileError) {
    if ftruncate(number, 0) != 0 || lseek(number, 0, SEEK_SET) != 0 {
      throw .system("The file cannot be written", path)
    }
  }

  /// Waits until the bytes are on the disk.
  borrowing func synchronize() throws(FileError) {
    if fsync(number) != 0 { throw .system("The file cannot be written", path) }
  }
}
