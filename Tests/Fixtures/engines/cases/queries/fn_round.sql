SELECT
  id,
  round(x) AS c1,
  round(d) AS c2,
  round(d, 2) AS c3,
  round(d, 1) AS c4,
  round(i) AS c5,
  round(x, 1) AS c6
FROM cases.numbers
ORDER BY id
