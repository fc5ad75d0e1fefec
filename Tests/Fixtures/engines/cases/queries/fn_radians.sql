SELECT
  id,
  radians(x) AS c1,
  radians(d) AS c2
FROM cases.numbers
ORDER BY id
