SELECT
  id,
  least(i, 3) AS c1,
  least(i, l) AS c2,
  least(d, x) AS c3,
  least(g, 'b') AS c4
FROM cases.numbers
ORDER BY id
