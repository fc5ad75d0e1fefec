SELECT
  id,
  rand() < 1 AS c1,
  rand() >= 0 AS c2
FROM cases.numbers
ORDER BY id
