-- unsupported: postgresql, redshift
SELECT
  id,
  map_values(m) AS c1
FROM cases.nested
ORDER BY id
