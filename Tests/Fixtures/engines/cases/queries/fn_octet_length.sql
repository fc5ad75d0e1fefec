SELECT
  id,
  octet_length(s) AS c1
FROM cases.texts
ORDER BY id
