SELECT
  id,
  month(d) AS c1,
  month(ts) AS c2,
  month(tz) AS c3
FROM cases.times
ORDER BY id
