SELECT
  id,
  sign(i) AS c1,
  sign(d) AS c2,
  sign(x) AS c3
FROM cases.numbers
ORDER BY id
