SELECT
  id,
  substring(s, 2, 3) AS c1,
  substring(s, 1, 1) AS c2,
  substring(s, 4) AS c3,
  substring(s, 2, 100) AS c4,
  substring(s FROM 3 FOR 2) AS c5
FROM cases.texts
ORDER BY id
