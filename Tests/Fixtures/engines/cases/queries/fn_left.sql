SELECT
  id,
  left(s, 2) AS c1,
  left(s, n) AS c2,
  left(s, 0) AS c3
FROM cases.texts
ORDER BY id
