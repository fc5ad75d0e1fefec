/// What a warehouse's DDL can say, and how it spells it.
struct DDLRules: Sendable {
  /// How rows are kept from readers.
  enum RowSecurity: Sendable {
    /// Policies belong to a table and name their roles (PostgreSQL).
    case tablePolicies
    /// Policies stand alone and are attached to tables for a role (Redshift).
    case attachedPolicies
  }

  /// How an identity column is written.
  enum IdentitySpelling: Sendable {
    /// `GENERATED ALWAYS AS IDENTITY (START WITH 1 INCREMENT BY 1)` (PostgreSQL).
    case options
    /// `IDENTITY(1, 1)` (Redshift).
    case seedAndStep
  }

  /// Stands before a role's name in `GRANT` and `REVOKE`, with a blank after it, or empty.
  var granteePrefix: String
  /// `GRANT r TO m` (empty) or `GRANT ROLE r TO ROLE m` (`ROLE ` in both places).
  var membershipPrefix: String
  /// Whether a key may have a name inside `CREATE TABLE`; else it is added afterwards.
  var namesConstraintsInCreate: Bool
  /// Whether `CREATE TABLE` takes `DISTSTYLE` and `SORTKEY`.
  var hasDistribution: Bool
  var hasSecurityBarrier: Bool
  /// Whether roles take `LOGIN` and `NOLOGIN`; else one that logs in is a user.
  var rolesLogIn: Bool
  /// Whether `COMMENT ON ROLE` exists.
  var hasRoleComments: Bool
  /// Whether `ALTER COLUMN ... TYPE` takes `USING`.
  var convertsInPlace: Bool
  var rowSecurity: RowSecurity
  var identity: IdentitySpelling
  /// Stands behind `LOCK TABLE t` so that nobody writes to it; readers wait as well where a server has
  /// one kind of lock only.
  var lockAgainstWriters: String
  /// The longest name, in bytes of UTF-8.
  var maximumNameBytes: Int
}
