-- unsupported: redshift
SELECT
  id,
  timestampdiff(DAY, ts, TIMESTAMP_NTZ '2024-03-01 00:00:00') AS c1,
  timestampdiff(HOUR, ts, TIMESTAMP_NTZ '2024-03-01 00:00:00') AS c2,
  timestampdiff(MONTH, TIMESTAMP_NTZ '2024-01-31 00:00:00', ts) AS c3,
  timestampdiff(YEAR, ts, TIMESTAMP_NTZ '2024-03-01 00:00:00') AS c4,
  timestampdiff(SECOND, ts, TIMESTAMP_NTZ '2024-03-01 00:00:00') AS c5,
  timestampdiff(WEEK, ts, TIMESTAMP_NTZ '2024-03-01 00:00:00') AS c6,
  timestampdiff(MINUTE, ts, TIMESTAMP_NTZ '2020-03-01 00:00:00') AS c7
FROM cases.times
ORDER BY id
