SELECT
  id,
  timestamp_seconds(l) AS c1
FROM cases.numbers
WHERE id <> 7
ORDER BY id
