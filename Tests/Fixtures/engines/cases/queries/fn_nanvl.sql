SELECT
  id,
  nanvl(x, 0) AS c1,
  nanvl(CAST('NaN' AS double), 1.5) AS c2
FROM cases.numbers
ORDER BY id
