SELECT
  id,
  isnull(i) AS c1,
  isnull(g) AS c2
FROM cases.numbers
ORDER BY id
