SELECT
  id,
  concat('[', space(3), ']') AS c1,
  concat('[', space(n), ']') AS c2
FROM cases.texts
ORDER BY id
