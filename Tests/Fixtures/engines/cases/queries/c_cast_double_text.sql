-- unsupported: duckdb, postgresql, redshift
SELECT id, CAST(x AS string) AS a
FROM cases.numbers
WHERE id IN (1, 2, 3, 4, 5)
ORDER BY id
