SELECT
  id,
  startswith(s, t) AS c1,
  startswith(s, 'a') AS c2
FROM cases.texts
ORDER BY id
