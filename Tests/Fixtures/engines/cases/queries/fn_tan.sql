SELECT
  id,
  tan(x) AS c1
FROM cases.numbers
WHERE abs(x) < 100
ORDER BY id
