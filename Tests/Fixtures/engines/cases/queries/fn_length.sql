SELECT
  id,
  length(s) AS c1,
  length('äöü') AS c2
FROM cases.texts
ORDER BY id
