SELECT
  id,
  mod(i, 3) AS c1,
  mod(d, 2) AS c2,
  mod(x, 2) AS c3,
  i % 4 AS c4,
  l % 10 AS c5
FROM cases.numbers
ORDER BY id
