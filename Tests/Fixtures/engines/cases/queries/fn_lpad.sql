SELECT
  id,
  lpad(s, 3, '*') AS c1,
  lpad(s, 14, 'ab') AS c2,
  lpad(s, 8) AS c3,
  lpad(s, n, '-') AS c4
FROM cases.texts
ORDER BY id
