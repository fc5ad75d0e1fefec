SELECT
  id,
  unix_date(d) AS c1
FROM cases.times
ORDER BY id
