extension DDLRules {
  /// Amazon Redshift Database Developer Guide: CREATE TABLE, GRANT, CREATE ROLE, Names and
  /// identifiers.
  static let redshift = DDLRules(
    granteePrefix: "ROLE ", membershipPrefix: "ROLE ", namesConstraintsInCreate: false,
    hasDistribution: true, hasSecurityBarrier: false, rolesLogIn: false, hasRoleComments: false,
    convertsInPlace: false, rowSecurity: .attachedPolicies, identity: .seedAndStep,
    lockAgainstWriters: "",
    maximumNameBytes: 127)
}
