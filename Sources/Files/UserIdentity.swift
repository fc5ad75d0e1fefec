internal import Glibc

/// A user of this machine.
package struct UserIdentity: Hashable, Sendable {
  package let name: String
  package let userID: UInt32
  package let groupID: UInt32

  /// Looks a user up; nil when there is none of that name.
  package init?(named name: String) {
    guard let found = unsafe Self.lookUp({ unsafe getpwnam_r(name, $0, $1, $2, $3) }) else {
      return nil
    }
    self = found
  }

  /// Who this process acts as.
  package static var current: UserIdentity {
    unsafe lookUp { unsafe getpwuid_r(geteuid(), $0, $1, $2, $3) }
      ?? UserIdentity(name: String(geteuid()), userID: geteuid(), groupID: getegid())
  }

  package var isRoot: Bool { userID == 0 }

  private init(name: String, userID: UInt32, groupID: UInt32) {
    self.name = name
    self.userID = userID
    self.groupID = groupID
  }

  private static func lookUp(
    _ ask: (
      UnsafeMutablePointer<passwd>, UnsafeMutablePointer<CChar>, Int,
      UnsafeMutablePointer<UnsafeMutablePointer<passwd>?>
    ) -> Int32
  ) -> UserIdentity? {
    unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 16_384) { space in
      var entry = unsafe passwd()
      var found: UnsafeMutablePointer<passwd>? = nil
      guard unsafe ask(&entry, space.baseAddress!, space.count, &found) == 0,
        let user = unsafe found
      else { return nil }
      return unsafe UserIdentity(
        name: String(cString: user.pointee.pw_name), userID: user.pointee.pw_uid,
        groupID: user.pointee.pw_gid)
    }
  }
}
