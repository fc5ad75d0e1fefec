internal import Files
internal import Ports

extension PortError {
  /// A failure of this machine as the rest of Weir sees it.
  init(_ error: FileError) {
    let kind: Kind =
      switch error.kind {
      case .missing: .missing
      case .exists: .conflict
      case .denied: .denied
      case .locked: .locked
      case .cancelled: .cancelled
      case .process, .other: .local
      }
    self = PortError(kind, error.message).adding("path", error.path)
  }
}

/// Runs `body` with its file errors as port errors.
func onThisMachine<R: ~Copyable>(_ body: () throws(FileError) -> R) throws(PortError) -> R {
  do throws(FileError) {
    return try body()
  } catch {
    throw PortError(error)
  }
}
