SELECT
  id,
  hypot(x, i) AS c1,
  hypot(d, 4) AS c2
FROM cases.numbers
ORDER BY id
