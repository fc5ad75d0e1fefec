-- unsupported: duckdb, postgresql
SELECT
  id,
  slice(li, -2, 2) AS c1
FROM cases.lists
ORDER BY id
