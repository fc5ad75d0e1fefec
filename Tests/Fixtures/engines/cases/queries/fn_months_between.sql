-- unsupported: duckdb, postgresql, trino
SELECT
  id,
  months_between(d, DATE '2023-10-31') AS c1,
  months_between(ts, d) AS c2,
  months_between(DATE '2024-02-29', DATE '2024-01-31') AS c3
FROM cases.times
ORDER BY id
