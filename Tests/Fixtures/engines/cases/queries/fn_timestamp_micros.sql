SELECT
  id,
  timestamp_micros(l) AS c1
FROM cases.numbers
ORDER BY id
