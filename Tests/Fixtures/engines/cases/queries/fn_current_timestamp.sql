SELECT
  id,
  current_timestamp() > TIMESTAMP '2024-01-01 00:00:00' AS c1
FROM cases.times
ORDER BY id
