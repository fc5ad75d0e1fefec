SELECT
  id,
  round(x, 0) AS c1,
  round(CAST(2.5 AS double)) AS c2,
  round(CAST(-1.005 AS double), 2) AS c3,
  round(x, -1) AS c4
FROM cases.numbers
ORDER BY id
