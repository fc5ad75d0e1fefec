SELECT
  id,
  replace(s, 'a', 'xx') AS c1,
  replace(s, t, '') AS c2,
  replace(s, ' ', '_') AS c3
FROM cases.texts
ORDER BY id
