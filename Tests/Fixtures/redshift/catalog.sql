-- What Weir reads of Redshift's system tables, with the names and types of the Amazon Redshift
-- Database Developer Guide, over a PostgreSQL database: what both have is the server's own, what
-- only Redshift has stands in tables that a test fills. With search_path = redshift, pg_catalog.

CREATE SCHEMA redshift;

-- Distribution, sort key and encoding of columns; a column that is not there has the defaults.
CREATE TABLE redshift.layout (
  relation regclass NOT NULL,
  style smallint NOT NULL DEFAULT 9
);
CREATE TABLE redshift.column_layout (
  relation regclass NOT NULL,
  column_name name NOT NULL,
  encoding text NOT NULL DEFAULT 'none',
  is_distribution_key boolean NOT NULL DEFAULT false,
  sort_place integer NOT NULL DEFAULT 0
);
-- The whole text of views that Redshift does not keep as a plain query.
CREATE TABLE redshift.view_text (relation regclass NOT NULL, definition text NOT NULL);
-- The text of a counter's default.
CREATE TABLE redshift.counter (relation regclass NOT NULL, column_name name NOT NULL, call text NOT NULL);

CREATE VIEW redshift.pg_class AS
  SELECT c.oid, c.relname, c.relnamespace,
    (CASE WHEN c.relkind = 'm' THEN 'v' ELSE c.relkind END)::"char" AS relkind, c.relowner,
    coalesce(l.style, 9::smallint) AS reldiststyle
  FROM pg_catalog.pg_class c LEFT JOIN redshift.layout l ON l.relation = c.oid;

CREATE VIEW redshift.pg_attribute AS
  SELECT a.attrelid, a.attname, a.atttypid, a.attnum, a.atttypmod, a.attnotnull, a.attisdropped,
    coalesce(l.is_distribution_key, false) AS attisdistkey,
    coalesce(l.sort_place, 0) AS attsortkeyord,
    -- A number that format_encoding turns into the word again.
    coalesce(array_position(ARRAY['none', 'raw', 'az64', 'bytedict', 'lzo', 'zstd'], l.encoding), 1)::smallint
      AS attencodingtype
  FROM pg_catalog.pg_attribute a
  LEFT JOIN redshift.column_layout l ON l.relation = a.attrelid AND l.column_name = a.attname;

-- The start of the statement, without a zone; what reads a user's table has no current_timestamp.
CREATE FUNCTION redshift.getdate() RETURNS timestamp LANGUAGE sql STABLE AS
  $$ SELECT statement_timestamp() AT TIME ZONE 'UTC' $$;

CREATE FUNCTION redshift.format_encoding(integer) RETURNS text LANGUAGE sql AS
  $$ SELECT (ARRAY['none', 'raw', 'az64', 'bytedict', 'lzo', 'zstd'])[$1] $$;

-- Default texts are kept as text here: their function takes one.
CREATE VIEW redshift.pg_attrdef AS
  SELECT d.adrelid, d.adnum, pg_catalog.pg_get_expr(d.adbin, d.adrelid) AS adbin
  FROM pg_catalog.pg_attrdef d
  UNION ALL
  SELECT c.relation, a.attnum, c.call FROM redshift.counter c
  JOIN pg_catalog.pg_attribute a ON a.attrelid = c.relation AND a.attname = c.column_name
  UNION ALL
  SELECT a.attrelid, a.attnum, format('default_identity(%s, %s, ''%s,%s''::text)', a.attrelid, a.attnum - 1,
      s.seqstart, s.seqincrement)
  FROM pg_catalog.pg_attribute a
  JOIN pg_catalog.pg_depend d ON d.refobjid = a.attrelid AND d.refobjsubid = a.attnum
    AND d.deptype = 'i' AND d.classid = 'pg_catalog.pg_class'::regclass
  JOIN pg_catalog.pg_sequence s ON s.seqrelid = d.objid WHERE a.attidentity <> '';

CREATE FUNCTION redshift.pg_get_expr(text, oid) RETURNS text LANGUAGE sql AS $$ SELECT $1 $$;

CREATE FUNCTION redshift.pg_get_viewdef(oid) RETURNS text LANGUAGE sql AS $$
  SELECT coalesce((SELECT definition FROM redshift.view_text WHERE relation = $1),
    pg_catalog.pg_get_viewdef($1)) $$;

CREATE VIEW redshift.pg_user AS
  SELECT r.oid AS usesysid, r.rolname AS usename, r.rolsuper AS usesuper
  FROM pg_catalog.pg_roles r WHERE r.rolcanlogin;

CREATE VIEW redshift.svv_roles AS
  SELECT r.oid::integer AS role_id, r.rolname::text AS role_name, 'rdsdb'::text AS role_owner,
    NULL::text AS external_id
  FROM pg_catalog.pg_roles r WHERE NOT r.rolcanlogin;

CREATE VIEW redshift.svv_role_grants AS
  SELECT m.oid::integer AS role_id, m.rolname::text AS role_name, g.oid::integer AS granted_role_id,
    g.rolname::text AS granted_role_name
  FROM pg_catalog.pg_auth_members a JOIN pg_catalog.pg_roles m ON m.oid = a.member
  JOIN pg_catalog.pg_roles g ON g.oid = a.roleid WHERE NOT m.rolcanlogin;

CREATE VIEW redshift.svv_user_grants AS
  SELECT m.oid::integer AS user_id, m.rolname::text AS user_name, g.oid::integer AS role_id,
    g.rolname::text AS role_name, a.admin_option
  FROM pg_catalog.pg_auth_members a JOIN pg_catalog.pg_roles m ON m.oid = a.member
  JOIN pg_catalog.pg_roles g ON g.oid = a.roleid WHERE m.rolcanlogin;

CREATE TABLE redshift.svv_system_privileges (
  system_privilege text, identity_id integer, identity_name text, identity_type text);

CREATE VIEW redshift.svv_table_info AS
  SELECT current_database()::text AS "database", n.nspname::text AS "schema", c.oid AS table_id,
    c.relname::text AS "table", 1::bigint AS size, c.reltuples::numeric(38,0) AS tbl_rows,
    CASE WHEN EXISTS (SELECT FROM redshift.column_layout l WHERE l.relation = c.oid AND sort_place <> 0)
      THEN 'x' ELSE 'AUTO(SORTKEY)' END AS sortkey1
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind = 'r' AND c.reltuples > 0;

CREATE VIEW redshift.identities AS
  SELECT r.oid, r.rolname::text AS name, CASE WHEN r.rolcanlogin THEN 'user' ELSE 'role' END AS kind
  FROM pg_catalog.pg_roles r
  UNION ALL SELECT 0, 'public', 'public';

CREATE VIEW redshift.svv_relation_privileges AS
  SELECT n.nspname::text AS namespace_name, c.relname::text AS relation_name, x.privilege_type,
    i.oid::integer AS identity_id, i.name AS identity_name, i.kind AS identity_type,
    x.is_grantable AS admin_option
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace,
    aclexplode(c.relacl) x JOIN redshift.identities i ON i.oid = x.grantee
  WHERE c.relkind IN ('r', 'v', 'm');

CREATE VIEW redshift.svv_column_privileges AS
  SELECT n.nspname::text AS namespace_name, c.relname::text AS relation_name,
    a.attname::text AS column_name, x.privilege_type, i.oid::integer AS identity_id,
    i.name AS identity_name, i.kind AS identity_type
  FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace,
    aclexplode(a.attacl) x JOIN redshift.identities i ON i.oid = x.grantee;

CREATE VIEW redshift.svv_schema_privileges AS
  SELECT n.nspname::text AS namespace_name, x.privilege_type, i.oid::integer AS identity_id,
    i.name AS identity_name, i.kind AS identity_type, x.is_grantable AS admin_option,
    'SCHEMA'::text AS privilege_scope
  FROM pg_catalog.pg_namespace n, aclexplode(n.nspacl) x JOIN redshift.identities i ON i.oid = x.grantee;

CREATE TABLE redshift.svv_mv_info (
  database_name char(128), schema_name char(128), user_name char(128), name char(128),
  is_stale char(1), state integer, autorewrite char(1), autorefresh char(1));

CREATE TABLE redshift.svv_rls_attached_policy (
  relschema text, relname text, relkind text, polname text, grantor text, grantee text,
  granteekind text, is_pol_on boolean, is_rls_on boolean, rls_conjunction_type char(3));

CREATE TABLE redshift.svv_attached_masking_policy (
  policy_name text, schema_name text, table_name text, table_type text, grantor text, grantee text,
  grantee_type text, priority integer, input_columns text, output_columns text,
  is_masking_datashare_on boolean);

CREATE TABLE redshift.svv_external_schemas (
  esoid oid, eskind smallint, schemaname name, esowner integer, databasename text, esoptions text);

CREATE TABLE redshift.svv_default_privileges (
  schema_name text, object_type text, owner_id integer, owner_name text, owner_type text,
  privilege_type text, grantee_id integer, grantee_name text, grantee_type text, admin_option boolean);
