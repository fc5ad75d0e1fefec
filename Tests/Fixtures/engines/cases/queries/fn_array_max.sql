-- unsupported: redshift
SELECT
  id,
  array_max(li) AS c1,
  array_max(ls) AS c2
FROM cases.lists
ORDER BY id
