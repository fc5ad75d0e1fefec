-- unsupported: redshift
SELECT
  id,
  array_remove(li, 3) AS c1,
  array_remove(ls, 'b') AS c2
FROM cases.lists
ORDER BY id
