SELECT
  id,
  exp(x) AS c1,
  exp(i) AS c2,
  exp(d) AS c3
FROM cases.numbers
WHERE abs(x) < 100
ORDER BY id
