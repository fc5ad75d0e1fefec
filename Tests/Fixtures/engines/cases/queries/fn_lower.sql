SELECT
  id,
  lower(s) AS c1
FROM cases.texts
ORDER BY id
