SELECT
  id,
  current_date() > DATE '2024-01-01' AS c1
FROM cases.times
ORDER BY id
