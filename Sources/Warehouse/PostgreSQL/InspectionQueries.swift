/// The statements that read a whole database. `$1` is an array of schemas' names, of
/// roles' names for `roles`.
///
/// They run in one snapshot, with `search_path` such that every printed name has its schema.
enum InspectionQueries {
  static let schemas = """
    SELECT n.oid, n.nspname, pg_get_userbyid(n.nspowner), obj_description(n.oid, 'pg_namespace'),
      n.nspacl::text[]
    FROM pg_namespace n WHERE n.nspname = ANY ($1::text[])
    """

  /// With sequences that no column owns, which are only shown. The size of a file costs a call of the
  /// system: it is asked for where the statistics are not up to date.
  static let relations = """
    SELECT c.oid, n.nspname, c.relname, c.relkind, pg_get_userbyid(c.relowner), c.relrowsecurity,
      c.relforcerowsecurity, c.relispartition, c.reloptions::text[],
      CASE WHEN c.relkind IN ('v', 'm') THEN pg_get_viewdef(c.oid) END, d.description,
      CASE WHEN c.reltuples >= 0 THEN c.reltuples::bigint
        ELSE nullif(pg_stat_get_live_tuples(c.oid), 0) END,
      CASE WHEN c.relkind NOT IN ('r', 'm') THEN 0
        WHEN c.reltuples >= 0 AND pg_stat_get_mod_since_analyze(c.oid) = 0
          THEN c.relpages::bigint * current_setting('block_size')::bigint
        ELSE pg_relation_size(c.oid) END,
      i.inhparent, CASE WHEN c.relkind = 'p' THEN pg_get_partkeydef(c.oid) END,
      CASE WHEN c.relispartition THEN pg_get_expr(c.relpartbound, c.oid) END, c.relpersistence,
      c.relacl::text[]
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    LEFT JOIN pg_description d
      ON d.objoid = c.oid AND d.classoid = 'pg_class'::regclass AND d.objsubid = 0
    LEFT JOIN pg_inherits i ON i.inhrelid = c.oid AND i.inhseqno = 1
    WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND n.nspname = ANY ($1::text[])
      AND NOT (c.relkind = 'S' AND EXISTS (
        SELECT FROM pg_depend o WHERE o.classid = 'pg_class'::regclass AND o.objid = c.oid
          AND o.deptype IN ('a', 'i') AND o.refobjsubid > 0))
    """

  static let columns = """
    SELECT a.attrelid, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
      a.attidentity, a.attgenerated, pg_get_expr(d.adbin, d.adrelid), t.description, co.collname,
      a.attnum, a.attacl::text[]
    FROM pg_attribute a
    JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum AND a.atthasdef
    LEFT JOIN pg_description t
      ON t.objoid = a.attrelid AND t.classoid = 'pg_class'::regclass AND t.objsubid = a.attnum
    LEFT JOIN pg_type y ON y.oid = a.atttypid
    LEFT JOIN pg_collation co ON co.oid = a.attcollation AND a.attcollation <> y.typcollation
    WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p', 'v', 'm')
      AND n.nspname = ANY ($1::text[])
    ORDER BY a.attrelid, a.attnum
    """

  /// The counters of columns: `i` of identity columns, `a` of those that a default reads.
  static let counters = """
    SELECT d.refobjid, d.refobjsubid, d.deptype, s.seqstart, s.seqincrement,
      quote_ident(sn.nspname) || '.' || quote_ident(c.relname), sn.nspname, c.relname
    FROM pg_sequence s JOIN pg_class c ON c.oid = s.seqrelid
    JOIN pg_namespace sn ON sn.oid = c.relnamespace
    JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = s.seqrelid
      AND d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i')
    JOIN pg_class r ON r.oid = d.refobjid JOIN pg_namespace n ON n.oid = r.relnamespace
    WHERE n.nspname = ANY ($1::text[])
    """

  /// Columns of the table itself by number. Those of partitions are left out: they are their table's.
  static let constraints = """
    SELECT con.conrelid, con.conname, con.contype, con.conkey,
      fn.nspname, f.relname,
      CASE WHEN con.contype = 'f' THEN (SELECT array_agg(a.attname::text ORDER BY k.place)
        FROM unnest(con.confkey) WITH ORDINALITY k (number, place)
        JOIN pg_attribute a ON a.attrelid = con.confrelid AND a.attnum = k.number) END,
      con.confupdtype, con.confdeltype, con.condeferrable, con.condeferred,
      NOT con.convalidated OR con.contype = 'f' AND con.confmatchtype <> 's'
        OR con.contype = 'c' AND con.connoinherit,
      pg_get_expr(con.conbin, con.conrelid), con.oid
    FROM pg_constraint con JOIN pg_namespace n ON n.oid = con.connamespace
    LEFT JOIN pg_class f ON f.oid = con.confrelid
    LEFT JOIN pg_namespace fn ON fn.oid = f.relnamespace
    WHERE con.conrelid <> 0 AND con.contype IN ('p', 'u', 'f', 'c', 'x') AND con.conparentid = 0
      AND n.nspname = ANY ($1::text[])
    """

  /// Those behind no key, and of no partition. The last column says what Weir has no word for.
  static let indexes = """
    SELECT i.indexrelid, i.indrelid, c.relname, m.amname, i.indisunique, i.indnkeyatts,
      pg_get_expr(i.indpred, i.indrelid),
      (SELECT array_agg(coalesce(a.attname::text, '') ORDER BY k.place)
        FROM unnest(i.indkey) WITH ORDINALITY k (number, place) LEFT JOIN pg_attribute a
          ON k.number > 0 AND a.attrelid = i.indrelid AND a.attnum = k.number),
      (SELECT array_agg(pg_get_indexdef(i.indexrelid, k.place::integer, false) ORDER BY k.place)
        FROM unnest(i.indkey) WITH ORDINALITY k (number, place) WHERE k.number = 0),
      i.indoption::int2[],
      (SELECT array_agg(
          CASE WHEN o.opcdefault THEN '' WHEN o.opcnamespace = 'pg_catalog'::regnamespace
            THEN quote_ident(o.opcname)
            ELSE o.opcnamespace::regnamespace || '.' || quote_ident(o.opcname) END
          ORDER BY k.place)
        FROM unnest(i.indclass) WITH ORDINALITY k (class, place)
        JOIN pg_opclass o ON o.oid = k.class),
      concat_ws(', ', CASE WHEN NOT i.indisvalid THEN 'not valid' END,
        CASE WHEN i.indnullsnotdistinct THEN 'nulls not distinct' END,
        array_to_string(c.reloptions, ', '),
        CASE WHEN EXISTS (SELECT FROM unnest(i.indcollation) WITH ORDINALITY k (rule, place)
            JOIN unnest(i.indkey) WITH ORDINALITY l (number, place) USING (place)
            LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = l.number
            WHERE l.number > 0 AND k.rule <> 0 AND k.rule <> a.attcollation)
          THEN 'a collation of its own' END)
    FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am m ON m.oid = c.relam
    JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE NOT c.relispartition AND n.nspname = ANY ($1::text[]) AND NOT EXISTS (
      SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x'))
    """

  /// What Weir does not model: of which table (null where of the schema), and in words.
  static let others = """
    SELECT n.nspname, c.relname, 'publication ' || quote_literal(b.pubname)
    FROM pg_publication_rel r JOIN pg_publication b ON b.oid = r.prpubid
    JOIN pg_class c ON c.oid = r.prrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = ANY ($1::text[])
    UNION ALL
    SELECT n.nspname, c.relname, 'statistics ' || quote_literal(s.stxname)
    FROM pg_statistic_ext s JOIN pg_class c ON c.oid = s.stxrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = ANY ($1::text[])
    UNION ALL
    SELECT n.nspname, c.relname, 'replica identity'
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p') AND c.relreplident <> 'd' AND n.nspname = ANY ($1::text[])
    UNION ALL
    SELECT n.nspname, c.relname, 'table ' || quote_literal(h.inhrelid::regclass::text)
      || ' that inherits from it'
    FROM pg_inherits h JOIN pg_class c ON c.oid = h.inhparent AND c.relkind = 'r'
    JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = ANY ($1::text[])
    UNION ALL
    SELECT tn.nspname, t.relname, 'foreign key ' || quote_literal(k.conname) || ' of '
      || quote_literal(k.conrelid::regclass::text)
    FROM pg_constraint k JOIN pg_class t ON t.oid = k.confrelid
    JOIN pg_namespace tn ON tn.oid = t.relnamespace JOIN pg_namespace n ON n.oid = k.connamespace
    WHERE k.contype = 'f' AND k.conparentid = 0 AND tn.nspname = ANY ($1::text[])
      AND n.nspname <> ALL ($1::text[])
    UNION ALL
    SELECT n.nspname, c.relname, 'trigger ' || quote_literal(t.tgname)
    FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
    JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE NOT t.tgisinternal AND t.tgparentid = 0 AND n.nspname = ANY ($1::text[])
    UNION ALL
    SELECT n.nspname, c.relname, 'rule ' || quote_literal(r.rulename)
    FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class
    JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE r.rulename <> '_RETURN' AND n.nspname = ANY ($1::text[])
    UNION ALL
    SELECT n.nspname, NULL,
      CASE p.prokind WHEN 'p' THEN 'procedure ' WHEN 'a' THEN 'aggregate ' ELSE 'function ' END
        || quote_literal(p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')')
    FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
    WHERE n.nspname = ANY ($1::text[]) AND NOT EXISTS (SELECT FROM pg_depend e
      WHERE e.classid = 'pg_proc'::regclass AND e.objid = p.oid AND e.deptype = 'e')
    UNION ALL
    SELECT n.nspname, NULL,
      CASE t.typtype WHEN 'd' THEN 'domain ' ELSE 'type ' END || quote_literal(t.typname)
    FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
    LEFT JOIN pg_class c ON c.oid = t.typrelid
    WHERE (t.typtype IN ('e', 'd', 'r') OR t.typtype = 'c' AND c.relkind = 'c')
      AND n.nspname = ANY ($1::text[]) AND NOT EXISTS (SELECT FROM pg_depend e
      WHERE e.classid = 'pg_type'::regclass AND e.objid = t.oid AND e.deptype = 'e')
    """

  /// Of tables and views; not to the one who makes them.
  static let defaultGrantees = """
    SELECT DISTINCT n.nspname, CASE WHEN x.grantee = 0 THEN NULL ELSE pg_get_userbyid(x.grantee) END
    FROM pg_default_acl d LEFT JOIN pg_namespace n ON n.oid = d.defaclnamespace,
      aclexplode(d.defaclacl) x
    WHERE d.defaclobjtype = 'r' AND x.grantee <> d.defaclrole
      AND (d.defaclnamespace = 0 OR n.nspname = ANY ($1::text[]))
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
    UNION ALL
    SELECT DISTINCT 'c', n.nspname, c.relname, g.attname::text, n.nspname, c.relname, a.attname
    FROM pg_depend d JOIN pg_attrdef e ON e.oid = d.objid AND d.classid = 'pg_attrdef'::regclass
    JOIN pg_attribute g ON g.attrelid = e.adrelid AND g.attnum = e.adnum AND g.attgenerated = 's'
    JOIN pg_class c ON c.oid = e.adrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = d.refobjsubid AND a.attnum > 0
    WHERE d.refclassid = 'pg_class'::regclass AND d.refobjid = c.oid AND a.attnum <> g.attnum
      AND n.nspname = ANY ($1::text[])
    """
}
