-- unsupported: postgresql, redshift
SELECT
  id,
  map_contains_key(m, 'a') AS c1,
  map_contains_key(m, 'z') AS c2
FROM cases.nested
ORDER BY id
