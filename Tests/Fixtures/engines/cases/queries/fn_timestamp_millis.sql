SELECT
  id,
  timestamp_millis(l) AS c1
FROM cases.numbers
ORDER BY id
