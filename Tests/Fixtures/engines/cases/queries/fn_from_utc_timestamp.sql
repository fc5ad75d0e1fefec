-- unsupported: trino
SELECT
  id,
  from_utc_timestamp(ts, 'Europe/Zurich') AS c1
FROM cases.times
ORDER BY id
