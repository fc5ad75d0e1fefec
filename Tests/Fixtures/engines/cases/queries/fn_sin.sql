SELECT
  id,
  sin(x) AS c1,
  sin(d) AS c2
FROM cases.numbers
WHERE abs(x) < 100
ORDER BY id
