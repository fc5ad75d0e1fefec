SELECT
  id,
  timestamp_seconds(d) AS c1,
  timestamp_seconds(x) AS c2
FROM cases.numbers
WHERE id IN (1, 2, 3, 4, 5)
ORDER BY id
