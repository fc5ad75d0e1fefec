SELECT
  id,
  substring(s, 0, 3) AS c1,
  substring(s, 0) AS c2
FROM cases.texts
ORDER BY id
