extension DDLRules {
  /// PostgreSQL 15.
  static let postgreSQL = DDLRules(
    granteePrefix: "", membershipPrefix: "", namesConstraintsInCreate: true,
    hasDistribution: false, hasSecurityBarrier: true, rolesLogIn: true, hasRoleComments: true,
    convertsInPlace: true, rowSecurity: .tablePolicies, identity: .options,
    lockAgainstWriters: " IN SHARE ROW EXCLUSIVE MODE", maximumNameBytes: 63)
}
