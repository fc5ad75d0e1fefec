SELECT
  id,
  hour(ts) AS c1,
  hour(tz) AS c2,
  hour(d) AS c3
FROM cases.times
ORDER BY id
