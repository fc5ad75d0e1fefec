extension RoleName {
  /// Every role there is and will be: `PUBLIC` in grants. No role can have this name.
  package static let everybody = RoleName("public")
}
