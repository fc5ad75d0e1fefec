-- unsupported: postgresql, redshift
SELECT
  id,
  map_keys(m) AS c1
FROM cases.nested
ORDER BY id
