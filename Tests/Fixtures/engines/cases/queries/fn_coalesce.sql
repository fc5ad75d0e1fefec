SELECT
  id,
  coalesce(i, 0) AS c1,
  coalesce(g, 'none') AS c2,
  coalesce(d, i) AS c3,
  coalesce(NULL, x, 1) AS c4
FROM cases.numbers
ORDER BY id
