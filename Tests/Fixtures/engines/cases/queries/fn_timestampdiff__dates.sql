-- unsupported: redshift
SELECT
  id,
  timestampdiff(DAY, d, DATE '2024-03-01') AS c1,
  timestampdiff(MONTH, d, DATE '2024-03-31') AS c2,
  datediff(QUARTER, d, DATE '2025-01-01') AS c3,
  datediff(YEAR, d, DATE '2020-01-01') AS c4
FROM cases.times
ORDER BY id
