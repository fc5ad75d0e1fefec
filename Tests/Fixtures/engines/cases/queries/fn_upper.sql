SELECT
  id,
  upper(s) AS c1
FROM cases.texts
WHERE id <> 5
ORDER BY id
