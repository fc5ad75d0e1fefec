SELECT
  id,
  date_sub(d, 1) AS c1,
  date_sub(d, id) AS c2
FROM cases.times
ORDER BY id
