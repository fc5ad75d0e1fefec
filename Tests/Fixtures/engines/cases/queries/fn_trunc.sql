SELECT
  id,
  trunc(d, 'year') AS c1,
  trunc(d, 'MM') AS c2,
  trunc(d, 'quarter') AS c3,
  trunc(d, 'week') AS c4,
  trunc(ts, 'month') AS c5
FROM cases.times
ORDER BY id
