SELECT
  id,
  date_format(tz, 'yyyy-MM-dd HH:mm') AS c1,
  date_format(d, 'D') AS c2,
  date_format(d, 'yy') AS c3
FROM cases.times
ORDER BY id
