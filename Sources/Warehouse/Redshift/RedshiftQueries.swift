internal import SQL

/// The statements that read a Redshift database, of which each names only relations that may stand
/// together in one: system tables alone (they run on the leader node), or one `svv_` view alone.
///
/// Source: Amazon Redshift Database Developer Guide: System tables and views, PG catalog tables,
/// Leader node-only functions. What they have in common is joined here, not there.
package struct RedshiftQueries {
  /// `'ops', 'sales'`.
  private let schemas: String
  private let database: String

  package init(schemas: [String], database: String) {
    let literals = schemas.map { Dialect.redshift.literal($0) }
    self.schemas = literals.isEmpty ? "NULL" : literals.joined(separator: ", ")
    self.database = Dialect.redshift.literal(database)
  }

  /// Each with a name for people.
  package var all: [(name: String, statement: String)] {
    [
      ("login", Self.login), ("role grants", Self.roleGrants), ("user grants", Self.userGrants),
      ("system privileges", Self.systemPrivileges), ("roles", Self.roles), ("users", Self.users),
      ("schema names", Self.schemaNames), ("schemas", schemaRows), ("relations", relations),
      ("columns", columns), ("constraints", constraints), ("target columns", targetColumns),
      ("dependencies", dependencies), ("sizes", sizes), ("table privileges", tablePrivileges),
      ("column privileges", columnPrivileges), ("schema privileges", schemaPrivileges),
      ("materialized views", materializedViews), ("row policies", Self.rowPolicies),
      ("foreign references", foreignReferences), ("default privileges", Self.defaultPrivileges),
      ("masking policies", Self.maskingPolicies), ("external schemas", Self.externalSchemas),
    ]
  }

  // MARK: The login

  static let login = """
    SELECT usename, usesuper, current_database() FROM pg_user WHERE usename = current_user
    """

  static let roleGrants = "SELECT role_name, granted_role_name FROM svv_role_grants"

  static let userGrants = "SELECT user_name, role_name FROM svv_user_grants"

  static let systemPrivileges = """
    SELECT system_privilege, identity_name FROM svv_system_privileges
    """

  static let roles = "SELECT role_id, role_name FROM svv_roles"

  static let users = "SELECT usesysid, usename FROM pg_user"

  // MARK: Objects

  private static func catalog(_ name: String) -> String {
    "(SELECT k.oid FROM pg_class k JOIN pg_namespace m ON m.oid = k.relnamespace "
      + "WHERE m.nspname = 'pg_catalog' AND k.relname = '\(name)')"
  }

  static let schemaNames = """
    SELECT nspname FROM pg_namespace
    WHERE nspname !~ '^pg_' AND nspname NOT IN ('information_schema', 'catalog_history', 'weir',
      'weir_staging')
    """

  var schemaRows: String {
    """
    SELECT n.oid, n.nspname, u.usename, d.description
    FROM pg_namespace n LEFT JOIN pg_user u ON u.usesysid = n.nspowner
    LEFT JOIN pg_description d ON d.objoid = n.oid AND d.objsubid = 0
      AND d.classoid = \(Self.catalog("pg_namespace"))
    WHERE n.nspname IN (\(schemas))
    """
  }

  /// Views of every kind are `v`; their text tells which.
  var relations: String {
    """
    SELECT c.oid, n.nspname, c.relname, c.relkind, u.usename, c.reldiststyle, d.description,
      CASE WHEN c.relkind = 'v' THEN pg_get_viewdef(c.oid) END
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    LEFT JOIN pg_user u ON u.usesysid = c.relowner
    LEFT JOIN pg_description d ON d.objoid = c.oid AND d.objsubid = 0
      AND d.classoid = \(Self.catalog("pg_class"))
    WHERE c.relkind IN ('r', 'v') AND n.nspname IN (\(schemas))
    """
  }

  var columns: String {
    """
    SELECT a.attrelid, a.attnum, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
      format_encoding(a.attencodingtype::integer), a.attisdistkey, a.attsortkeyord,
      pg_get_expr(f.adbin, f.adrelid), d.description
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace
    LEFT JOIN pg_attrdef f ON f.adrelid = a.attrelid AND f.adnum = a.attnum
    LEFT JOIN pg_description d ON d.objoid = a.attrelid AND d.objsubid = a.attnum
      AND d.classoid = \(Self.catalog("pg_class"))
    WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'v')
      AND n.nspname IN (\(schemas))
    ORDER BY a.attrelid, a.attnum
    """
  }

  /// Arrays of numbers come as text: `{1,2}`.
  var constraints: String {
    """
    SELECT k.conrelid, k.conname, k.contype, k.conkey, fn.nspname, f.relname, k.confrelid, k.confkey
    FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace
    LEFT JOIN pg_class f ON f.oid = k.confrelid LEFT JOIN pg_namespace fn ON fn.oid = f.relnamespace
    WHERE k.contype IN ('p', 'u', 'f') AND n.nspname IN (\(schemas))
    """
  }

  /// Keys of tables elsewhere that point at one here.
  var foreignReferences: String {
    """
    SELECT tn.nspname, t.relname, k.conname, n.nspname, c.relname
    FROM pg_constraint k JOIN pg_class t ON t.oid = k.confrelid
    JOIN pg_namespace tn ON tn.oid = t.relnamespace JOIN pg_class c ON c.oid = k.conrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE k.contype = 'f' AND tn.nspname IN (\(schemas)) AND n.nspname NOT IN (\(schemas))
    """
  }

  /// Of the tables that foreign keys point at, wherever they are.
  var targetColumns: String {
    """
    SELECT a.attrelid, a.attnum, a.attname FROM pg_attribute a
    WHERE a.attnum > 0 AND a.attrelid IN (
      SELECT k.confrelid FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
      JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE k.contype = 'f' AND n.nspname IN (\(schemas)))
    """
  }

  /// What views that are bound to what they read depend on.
  var dependencies: String {
    """
    SELECT DISTINCT vn.nspname, v.relname, tn.nspname, t.relname, a.attname
    FROM pg_depend d JOIN pg_rewrite r ON r.oid = d.objid
    JOIN pg_class v ON v.oid = r.ev_class JOIN pg_namespace vn ON vn.oid = v.relnamespace
    JOIN pg_class t ON t.oid = d.refobjid JOIN pg_namespace tn ON tn.oid = t.relnamespace
    LEFT JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
      AND a.attnum > 0
    WHERE d.classid = \(Self.catalog("pg_rewrite")) AND v.oid <> t.oid
      AND tn.nspname IN (\(schemas))
    """
  }

  // MARK: What single views show

  /// `AUTO(...)` where the server chooses; tables without rows are not there.
  var sizes: String {
    """
    SELECT "schema", "table", tbl_rows, size, sortkey1 FROM svv_table_info
    WHERE "database" = \(database) AND "schema" IN (\(schemas))
    """
  }

  var tablePrivileges: String {
    """
    SELECT namespace_name, relation_name, privilege_type, identity_name, identity_type, admin_option
    FROM svv_relation_privileges WHERE namespace_name IN (\(schemas))
    """
  }

  var columnPrivileges: String {
    """
    SELECT namespace_name, relation_name, privilege_type, identity_name, identity_type, column_name
    FROM svv_column_privileges WHERE namespace_name IN (\(schemas))
    """
  }

  var schemaPrivileges: String {
    """
    SELECT namespace_name, privilege_scope, privilege_type, identity_name, identity_type, admin_option
    FROM svv_schema_privileges WHERE namespace_name IN (\(schemas))
    """
  }

  /// States above 100: a view that can never be refreshed again.
  var materializedViews: String {
    """
    SELECT schema_name, name, state FROM svv_mv_info WHERE database_name = \(database)
    """
  }

  static let rowPolicies = """
    SELECT relschema, relname, polname, grantee FROM svv_rls_attached_policy
    """

  static let maskingPolicies = """
    SELECT schema_name, table_name, policy_name, grantee FROM svv_attached_masking_policy
    """

  /// An empty schema stands for all.
  static let defaultPrivileges = """
    SELECT DISTINCT CASE WHEN schema_name = '' THEN NULL ELSE schema_name END,
      CASE WHEN grantee_type = 'public' THEN NULL ELSE grantee_name END
    FROM svv_default_privileges WHERE object_type = 'RELATION'
    """

  static let externalSchemas = "SELECT schemaname, eskind FROM svv_external_schemas"
}
