-- unsupported: redshift
SELECT
  id,
  array_min(li) AS c1,
  array_min(ls) AS c2
FROM cases.lists
ORDER BY id
