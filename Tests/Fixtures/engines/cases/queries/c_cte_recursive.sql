WITH RECURSIVE steps (n, total) AS (
  SELECT 1, 1
  UNION ALL
  SELECT n + 1, total + n + 1 FROM steps WHERE n < 5
)
SELECT n, total FROM steps ORDER BY n
