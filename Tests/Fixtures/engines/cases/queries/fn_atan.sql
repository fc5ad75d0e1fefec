SELECT
  id,
  atan(x) AS c1,
  atan(i) AS c2
FROM cases.numbers
ORDER BY id
