SELECT
  id,
  dayofweek(d) AS c1,
  dayofweek(ts) AS c2
FROM cases.times
ORDER BY id
