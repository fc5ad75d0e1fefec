internal import Glibc

/// A file or process of this machine failed.
package struct FileError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What kind of failure it is, for decisions.
  package enum Kind: String, Hashable, Sendable {
    case missing
    case exists
    case denied
    /// Somebody else holds the lock.
    case locked
    /// A process could not be started, or wrote more than was allowed.
    case process
    case cancelled
    case other
  }

  package let kind: Kind
  /// A full sentence without contents, arguments and environment.
  package let message: String
  /// The file, folder or program it is about.
  package let path: String

  package init(_ kind: Kind, _ message: String, path: String) {
    self.kind = kind
    self.message = message
    self.path = path
  }

  package var description: String { "\(message) (\(path))" }

  /// What `errno` says about the call that just failed.
  static func system(_ doing: String, _ path: String, code: Int32 = errno) -> FileError {
    let kind: Kind =
      switch code {
      case ENOENT, ENOTDIR: .missing
      case EEXIST, ENOTEMPTY: .exists
      case EACCES, EPERM, EROFS: .denied
      case EWOULDBLOCK: .locked
      default: .other
      }
    return FileError(kind, "\(doing): \(unsafe String(cString: strerror(code))).", path: path)
  }
}
