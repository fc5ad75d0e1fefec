SELECT
  id,
  right(s, 2) AS c1,
  right(s, n) AS c2,
  right(s, 0) AS c3
FROM cases.texts
ORDER BY id
