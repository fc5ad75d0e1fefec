SELECT
  id,
  ascii(s) AS c1,
  ascii(t) AS c2
FROM cases.texts
ORDER BY id
