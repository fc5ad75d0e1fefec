SELECT
  id,
  unix_micros(tz) AS c1
FROM cases.times
ORDER BY id
