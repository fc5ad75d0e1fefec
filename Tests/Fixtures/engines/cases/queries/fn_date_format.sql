SELECT
  id,
  date_format(d, 'yyyy-MM-dd') AS c1,
  date_format(ts, 'dd.MM.yyyy HH:mm:ss') AS c2,
  date_format(ts, 'yyyyMMdd') AS c3,
  date_format(d, 'MMM d, yyyy') AS c4,
  date_format(d, 'EEEE') AS c5,
  date_format(ts, 'hh:mm a') AS c6
FROM cases.times
ORDER BY id
