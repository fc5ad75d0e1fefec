-- Everything a comparison of tables has to read of PostgreSQL's catalog, in one call of psql: what a plan
-- costs at the least.
\pset format unaligned
\pset tuples_only on
\o :out
SELECT n.nspname, c.relname, c.relkind, pg_get_userbyid(c.relowner),
  obj_description(c.oid, 'pg_class'), c.relacl
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname LIKE 'part\_%' AND c.relkind = 'r' ORDER BY 1, 2;
SELECT n.nspname, c.relname, a.attnum, a.attname, format_type(a.atttypid, a.atttypmod),
  a.attnotnull, pg_get_expr(d.adbin, d.adrelid), col_description(c.oid, a.attnum), a.attacl
FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
WHERE n.nspname LIKE 'part\_%' AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
ORDER BY 1, 2, 3;
SELECT n.nspname, c.relname, k.conname, k.contype, pg_get_constraintdef(k.oid)
FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname LIKE 'part\_%' ORDER BY 1, 2, 3;
SELECT n.nspname, c.relname, pg_get_userbyid(x.grantee), x.privilege_type, x.is_grantable
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace, aclexplode(c.relacl) x
WHERE n.nspname LIKE 'part\_%' AND c.relkind = 'r' ORDER BY 1, 2, 3, 4;
