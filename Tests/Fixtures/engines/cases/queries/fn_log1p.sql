SELECT
  id,
  log1p(x) AS c1,
  log1p(i) AS c2
FROM cases.numbers
ORDER BY id
