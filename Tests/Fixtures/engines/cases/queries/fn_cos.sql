SELECT
  id,
  cos(x) AS c1,
  cos(i) AS c2
FROM cases.numbers
WHERE abs(x) < 100
ORDER BY id
