SELECT
  id,
  date_add(d, 1) AS c1,
  date_add(d, -30) AS c2,
  date_add(ts, 2) AS c3,
  date_add(d, id) AS c4
FROM cases.times
ORDER BY id
