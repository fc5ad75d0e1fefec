-- unsupported: redshift
SELECT
  id,
  array_prepend(li, 9) AS c1,
  array_prepend(ls, 'first') AS c2
FROM cases.lists
ORDER BY id
