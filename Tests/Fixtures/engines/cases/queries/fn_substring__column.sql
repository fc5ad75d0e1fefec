SELECT
  id,
  substring(s, n) AS c1,
  substring(s, n, 2) AS c2,
  substring(s, 1, n) AS c3
FROM cases.texts
ORDER BY id
