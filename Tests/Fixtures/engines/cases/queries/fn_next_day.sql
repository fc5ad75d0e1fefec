-- unsupported: duckdb, postgresql, trino
SELECT
  id,
  next_day(d, 'Monday') AS c1,
  next_day(d, 'SU') AS c2,
  next_day(d, 'thu') AS c3
FROM cases.times
ORDER BY id
