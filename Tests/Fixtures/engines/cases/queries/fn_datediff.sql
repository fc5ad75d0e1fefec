SELECT
  id,
  datediff(d, DATE '2024-01-01') AS c1,
  datediff(ts, d) AS c2,
  datediff(DATE '2024-03-01', tz) AS c3
FROM cases.times
ORDER BY id
