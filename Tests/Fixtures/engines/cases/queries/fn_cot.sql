SELECT
  id,
  cot(x) AS c1
FROM cases.numbers
WHERE x <> 0
ORDER BY id
