-- unsupported: trino
SELECT
  id,
  to_utc_timestamp(tz, 'Asia/Tokyo') AS c1
FROM cases.times
ORDER BY id
