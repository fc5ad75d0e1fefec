-- from: duckdb
SELECT id, datediff('month', d, DATE '2024-03-31') AS a, datediff('year', d, DATE '2024-01-01') AS b
FROM cases.times
ORDER BY id
