SELECT
  id,
  sinh(x) AS c1
FROM cases.numbers
WHERE abs(x) < 10
ORDER BY id
