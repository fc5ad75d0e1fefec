SELECT
  id,
  rpad(s, 3, '*') AS c1,
  rpad(s, 14, 'ab') AS c2,
  rpad(s, 8) AS c3,
  rpad(s, n, '-') AS c4
FROM cases.texts
ORDER BY id
