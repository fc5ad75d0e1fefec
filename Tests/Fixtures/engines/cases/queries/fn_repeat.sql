SELECT
  id,
  repeat(s, 2) AS c1,
  repeat(t, n) AS c2,
  repeat('ab', 0) AS c3
FROM cases.texts
ORDER BY id
