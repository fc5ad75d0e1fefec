SELECT
  id,
  round(i, -1) AS c1,
  round(d, -1) AS c2,
  round(l, -2) AS c3,
  round(2.5) AS c4,
  round(-2.5) AS c5,
  round(0.5) AS c6
FROM cases.numbers
ORDER BY id
