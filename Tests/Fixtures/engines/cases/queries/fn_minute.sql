SELECT
  id,
  minute(ts) AS c1,
  minute(tz) AS c2
FROM cases.times
ORDER BY id
