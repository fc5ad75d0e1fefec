SELECT
  id,
  to_timestamp(s) AS c1,
  to_timestamp('2024-01-02 03:04:05', 'yyyy-MM-dd HH:mm:ss') AS c2,
  to_timestamp('02.01.2024 15:04', 'dd.MM.yyyy HH:mm') AS c3
FROM cases.texts
WHERE id IN (3, 11)
ORDER BY id
