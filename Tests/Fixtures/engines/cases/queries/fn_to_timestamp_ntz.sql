SELECT
  id,
  to_timestamp_ntz('2024-01-02 03:04:05') AS c1,
  to_timestamp_ntz('2024-01-02 03:04:05', 'yyyy-MM-dd HH:mm:ss') AS c2
FROM cases.texts
WHERE id IN (3, 11)
ORDER BY id
