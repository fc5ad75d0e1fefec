SELECT
  id,
  quarter(d) AS c1
FROM cases.times
ORDER BY id
