SELECT
  id,
  weekofyear(d) AS c1,
  weekofyear(ts) AS c2
FROM cases.times
ORDER BY id
