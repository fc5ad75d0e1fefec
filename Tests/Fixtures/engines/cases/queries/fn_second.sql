SELECT
  id,
  second(ts) AS c1,
  second(tz) AS c2
FROM cases.times
ORDER BY id
