SELECT
  id,
  year(d) AS c1,
  year(ts) AS c2,
  year(tz) AS c3
FROM cases.times
ORDER BY id
