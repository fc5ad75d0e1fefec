package import Files

/// Where the private PostgreSQL of a project lives, and as whom it runs.
///
/// It lives in the project's `.weir/postgres`, unless the server's user cannot get there: PostgreSQL
/// refuses to run as root, so root's server runs as `postgres`, for whom every folder above must be
/// searchable; and the path of a Unix socket has at most 107 bytes (unix(7)). Then it lives in a
/// short folder of `/var/tmp`, named after the project's path.
package struct ClusterLocation: Hashable, Sendable {
  /// Holds `data`, `socket` and `log`.
  package let folder: String
  /// Nil when the server runs as the user of this process.
  package let user: UserIdentity?

  package var data: String { "\(folder)/data" }
  package var socketFolder: String { "\(folder)/socket" }
  package var log: String { "\(folder)/log" }

  /// Decides the place for a project.
  ///
  /// - Parameters:
  ///   - root: the project's folder, absolute.
  ///   - recorded: what was decided before, if anything; a project that was copied or moved does not
  ///     keep the short folder of another path.
  ///   - isReachable: whether the server's user may pass through a folder.
  package init(
    root: String, recorded: String?, serverUser: UserIdentity?,
    isReachable: (String) -> Bool
  ) {
    user = serverUser
    let inside = "\(root)/.weir/postgres"
    let short = "/var/tmp/weir-\(Self.digest(root))"
    if let recorded, recorded == inside || recorded == short {
      folder = recorded
    } else {
      let isShortEnough = "\(inside)/socket/.s.PGSQL.\(Self.port)".utf8.count <= 107
      let isOpen = Self.ancestors(of: inside).allSatisfy(isReachable)
      folder = isShortEnough && isOpen ? inside : short
    }
  }

  /// Only names the socket; nothing listens on the network.
  package static let port = 5432

  /// `/a/b/c`: `/`, `/a`, `/a/b`.
  private static func ancestors(of path: String) -> [String] {
    var found: [String] = []
    var next = FileSystem.parent(of: path)
    while let folder = next {
      found.append(folder)
      next = FileSystem.parent(of: folder)
    }
    return found.reversed()
  }

  /// FNV-1a, 64 bits, in base 36: a short name, no protection.
  private static func digest(_ text: String) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text.utf8 {
      hash ^= UInt64(byte)
      hash = hash &* 0x100_0000_01b3
    }
    return String(hash, radix: 36)
  }
}
