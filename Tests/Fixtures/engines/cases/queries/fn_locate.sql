SELECT
  id,
  locate(t, s) AS c1,
  locate('b', s) AS c2
FROM cases.texts
ORDER BY id
