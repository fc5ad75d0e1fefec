SELECT
  id,
  floor(x) AS c1,
  floor(d) AS c2,
  floor(i) AS c3,
  floor(-0.5) AS c4
FROM cases.numbers
ORDER BY id
