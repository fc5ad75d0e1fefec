-- unsupported: postgresql
SELECT
  id,
  reverse(li) AS c1,
  reverse(ls) AS c2
FROM cases.lists
ORDER BY id
