-- unsupported: redshift
SELECT
  id,
  array_sort(li) AS c1,
  array_sort(ls) AS c2
FROM cases.lists
ORDER BY id
