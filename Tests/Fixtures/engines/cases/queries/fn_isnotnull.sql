SELECT
  id,
  isnotnull(i) AS c1
FROM cases.numbers
ORDER BY id
