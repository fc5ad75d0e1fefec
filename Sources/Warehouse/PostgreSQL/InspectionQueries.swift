/// The statements that read a whole database. `$1` is an array of schemas' names, of
/// roles' names for `roles`.
///
/// They run in one snapshot, with `search_path` such that every printed name has its schema.
enum InspectionQueries {
  static let schemas = """
    SELECT n.oid, n.nspname, pg_get_userbyid(n.nspowner), obj_description(n.oid, 'pg_namespace')
    FROM pg_namespace n WHERE n.nspname = ANY ($1::text[])
    """

  static let relations = """
    SELECT c.oid, n.nspname, c.relname, c.relkind, pg_get_userbyid(c.relowner), c.relrowsecurity,
      c.relforcerowsecurity, c.relispartition, c.reloptions::text[],
      CASE WHEN c.relkind = 'v' THEN pg_get_viewdef(c.oid) END, obj_description(c.oid, 'pg_class'),
      CASE WHEN c.reltuples >= 0 THEN c.reltuples::bigint
        ELSE nullif(pg_stat_get_live_tuples(c.oid), 0) END,
      CASE WHEN c.relkind = 'r' THEN pg_relation_size(c.oid) ELSE 0 END
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname = ANY ($1::text[])
    """

  static let columns = """
    SELECT a.attrelid, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
      a.attidentity, a.attgenerated, pg_get_expr(d.adbin, d.adrelid),
      col_description(a.attrelid, a.attnum), co.collname
    FROM pg_attribute a
    JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
    LEFT JOIN pg_collation co ON co.oid = a.attcollation AND co.collname <> 'default'
    WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'v')
      AND n.nspname = ANY ($1::text[])
    ORDER BY a.attrelid, a.attnum
    """

  static let constraints = """
    SELECT con.conrelid, con.conname, con.contype,
      (SELECT array_agg(a.attname::text ORDER BY k.place)
        FROM unnest(con.conkey) WITH ORDINALITY k (number, place)
        JOIN pg_attribute a ON a.attrelid = con.conrelid AND a.attnum = k.number),
      fn.nspname, f.relname,
      (SELECT array_agg(a.attname::text ORDER BY k.place)
        FROM unnest(con.confkey) WITH ORDINALITY k (number, place)
        JOIN pg_attribute a ON a.attrelid = con.confrelid AND a.attnum = k.number),
      con.condeferrable OR NOT con.convalidated OR con.contype = 'f'
        AND (con.confupdtype <> 'a' OR con.confdeltype <> 'a' OR con.confmatchtype <> 's')
    FROM pg_constraint con JOIN pg_namespace n ON n.oid = con.connamespace
    LEFT JOIN pg_class f ON f.oid = con.confrelid
    LEFT JOIN pg_namespace fn ON fn.oid = f.relnamespace
    WHERE con.conrelid <> 0 AND con.contype IN ('p', 'u', 'f', 'c', 'x')
      AND n.nspname = ANY ($1::text[])
    """

  /// Rows of owners are left out: an owner's rights are no grants. `PUBLIC` is grantee zero.
  static let grants = """
    SELECT g.kind, g.object, g.part, CASE WHEN g.grantee <> 0 THEN pg_get_userbyid(g.grantee) END,
      g.privilege_type, g.is_grantable
    FROM (
      SELECT 'r' AS kind, c.oid AS object, NULL::text AS part, c.relowner AS owner, x.*
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace, LATERAL aclexplode(c.relacl) x
      WHERE c.relkind IN ('r', 'v') AND n.nspname = ANY ($1::text[])
      UNION ALL
      SELECT 'r', c.oid, a.attname::text, c.relowner, x.*
      FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
      JOIN pg_namespace n ON n.oid = c.relnamespace, LATERAL aclexplode(a.attacl) x
      WHERE c.relkind IN ('r', 'v') AND a.attnum > 0 AND NOT a.attisdropped
        AND n.nspname = ANY ($1::text[])
      UNION ALL
      SELECT 'n', n.oid, NULL, n.nspowner, x.*
      FROM pg_namespace n, LATERAL aclexplode(n.nspacl) x WHERE n.nspname = ANY ($1::text[])
    ) g WHERE g.grantee <> g.owner
    """

  static let policies = """
    SELECT p.oid, p.polrelid, p.polname, p.polcmd, p.polpermissive,
      (SELECT array_agg(CASE WHEN r = 0 THEN 'public' ELSE pg_get_userbyid(r)::text END)
        FROM unnest(p.polroles) r),
      pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)
    FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = ANY ($1::text[])
    """

  static let roles = """
    SELECT r.oid, r.rolname, r.rolcanlogin, shobj_description(r.oid, 'pg_authid'),
      (SELECT array_agg(pg_get_userbyid(m.roleid)::text) FROM pg_auth_members m
        WHERE m.member = r.oid)
    FROM pg_roles r WHERE r.rolname = ANY ($1::text[])
    """

  static let dependencies = """
    SELECT DISTINCT 'v', vn.nspname, v.relname, NULL::text, tn.nspname, t.relname, a.attname
    FROM pg_depend d JOIN pg_rewrite r ON r.oid = d.objid AND d.classid = 'pg_rewrite'::regclass
    JOIN pg_class v ON v.oid = r.ev_class JOIN pg_namespace vn ON vn.oid = v.relnamespace
    JOIN pg_class t ON t.oid = d.refobjid AND d.refclassid = 'pg_class'::regclass
    JOIN pg_namespace tn ON tn.oid = t.relnamespace
    LEFT JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid AND a.attnum > 0
    WHERE v.oid <> t.oid AND tn.nspname = ANY ($1::text[])
    UNION ALL
    SELECT DISTINCT 'p', n.nspname, c.relname, p.polname::text, n.nspname, c.relname, a.attname
    FROM pg_depend d JOIN pg_policy p ON p.oid = d.objid AND d.classid = 'pg_policy'::regclass
    JOIN pg_class c ON c.oid = p.polrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = d.refobjsubid AND a.attnum > 0
    WHERE d.refclassid = 'pg_class'::regclass AND d.refobjid = c.oid
      AND n.nspname = ANY ($1::text[])
    """
}
