SELECT
  id,
  day(d) AS c1,
  day(ts) AS c2,
  dayofmonth(tz) AS c3
FROM cases.times
ORDER BY id
