SELECT
  id,
  unix_millis(tz) AS c1
FROM cases.times
ORDER BY id
