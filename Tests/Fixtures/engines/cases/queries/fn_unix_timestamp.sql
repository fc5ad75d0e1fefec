SELECT
  id,
  unix_timestamp(tz) AS c1,
  unix_timestamp(ts) AS c2,
  unix_timestamp(d) AS c3
FROM cases.times
ORDER BY id
