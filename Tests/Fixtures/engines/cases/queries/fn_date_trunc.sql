SELECT
  id,
  date_trunc('year', d) AS c1,
  date_trunc('quarter', ts) AS c2,
  date_trunc('month', ts) AS c3,
  date_trunc('week', ts) AS c4,
  date_trunc('day', tz) AS c5,
  date_trunc('hour', ts) AS c6,
  date_trunc('minute', tz) AS c7
FROM cases.times
ORDER BY id
