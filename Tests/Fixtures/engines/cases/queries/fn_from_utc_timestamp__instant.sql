-- unsupported: trino
SELECT
  id,
  from_utc_timestamp(tz, 'Europe/Zurich') AS c1,
  from_utc_timestamp(tz, 'America/New_York') AS c2
FROM cases.times
ORDER BY id
