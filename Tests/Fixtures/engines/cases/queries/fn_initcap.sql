-- unsupported: duckdb, trino
SELECT
  id,
  initcap(s) AS c1
FROM cases.texts
WHERE id IN (1, 2, 3, 10, 12)
ORDER BY id
