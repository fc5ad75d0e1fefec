SELECT
  id,
  date_format(ts, 'ss.SSS') AS c1,
  date_format(ts, "yyyy-MM-dd'T'HH:mm:ss") AS c2
FROM cases.times
ORDER BY id
