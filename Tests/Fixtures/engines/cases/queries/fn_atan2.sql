SELECT
  id,
  atan2(x, i) AS c1,
  atan2(d, 2) AS c2
FROM cases.numbers
ORDER BY id
