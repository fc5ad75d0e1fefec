SELECT
  id,
  split_part(s, ',', 1) AS c1,
  split_part(s, ',', 3) AS c2,
  split_part(s, ' ', 2) AS c3,
  split_part(s, 'b', -1) AS c4
FROM cases.texts
ORDER BY id
