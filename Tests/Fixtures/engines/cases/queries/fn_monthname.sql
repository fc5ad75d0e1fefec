SELECT
  id,
  monthname(d) AS c1
FROM cases.times
ORDER BY id
