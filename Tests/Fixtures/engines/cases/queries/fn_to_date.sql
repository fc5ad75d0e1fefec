SELECT
  id,
  to_date(s) AS c1,
  to_date(s, 'yyyy-MM-dd') AS c2,
  to_date('03/02/2024', 'dd/MM/yyyy') AS c3,
  to_date('20240103', 'yyyyMMdd') AS c4
FROM cases.texts
WHERE id IN (3, 11)
ORDER BY id
