SELECT
  id,
  log(2, x) AS c1,
  log(10, d) AS c2,
  log(i, 8) AS c3
FROM cases.numbers
ORDER BY id
