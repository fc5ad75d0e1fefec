SELECT
  id,
  ceil(x) AS c1,
  ceil(d) AS c2,
  ceil(i) AS c3,
  ceil(-0.5) AS c4
FROM cases.numbers
ORDER BY id
