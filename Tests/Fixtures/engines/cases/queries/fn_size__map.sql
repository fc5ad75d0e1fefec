-- unsupported: postgresql
SELECT
  id,
  size(m) AS c1
FROM cases.nested
ORDER BY id
