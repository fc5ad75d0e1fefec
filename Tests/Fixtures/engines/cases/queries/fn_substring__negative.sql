SELECT
  id,
  substring(s, -3) AS c1,
  substring(s, -4, 2) AS c2,
  substring(s, -100, 2) AS c3,
  substring(s, 2, -1) AS c4
FROM cases.texts
ORDER BY id
