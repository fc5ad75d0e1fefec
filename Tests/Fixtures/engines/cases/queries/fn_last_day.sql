SELECT
  id,
  last_day(d) AS c1,
  last_day(ts) AS c2
FROM cases.times
ORDER BY id
