SELECT
  id,
  endswith(s, t) AS c1,
  endswith(s, '') AS c2
FROM cases.texts
ORDER BY id
