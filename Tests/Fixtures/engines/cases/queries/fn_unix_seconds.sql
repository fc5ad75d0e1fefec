SELECT
  id,
  unix_seconds(tz) AS c1
FROM cases.times
ORDER BY id
