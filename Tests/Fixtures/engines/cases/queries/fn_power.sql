SELECT
  id,
  power(x, 2) AS c1,
  power(i, 2) AS c2,
  power(d, 3) AS c3,
  power(2, -1) AS c4,
  power(2, 0.5) AS c5
FROM cases.numbers
WHERE abs(x) < 100
ORDER BY id
