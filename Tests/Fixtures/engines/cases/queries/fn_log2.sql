SELECT
  id,
  log2(x) AS c1,
  log2(i) AS c2
FROM cases.numbers
ORDER BY id
