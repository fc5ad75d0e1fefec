SELECT
  id,
  md5(s) AS c1
FROM cases.texts
ORDER BY id
