/// A role or login.
package struct Role: Hashable, Sendable, Codable {
  package var name: RoleName
  package var canLogin: Bool
  /// The roles whose rights it has; sorted.
  package var memberOf: [RoleName]
  package var comment: String?

  package init(
    name: RoleName, canLogin: Bool = false, memberOf: [RoleName] = [], comment: String? = nil
  ) {
    self.name = name
    self.canLogin = canLogin
    self.memberOf = memberOf
    self.comment = comment
  }
}
