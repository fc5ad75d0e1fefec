SELECT
  id,
  slice(li, 2, 2) AS c1,
  slice(li, 1, 1) AS c2,
  slice(ls, 2, 9) AS c3
FROM cases.lists
ORDER BY id
