SELECT
  id,
  sha2(s, 256) AS c1,
  sha2(s, 0) AS c2
FROM cases.texts
ORDER BY id
