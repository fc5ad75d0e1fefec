-- unsupported: redshift
SELECT
  id,
  array_distinct(li) AS c1,
  array_distinct(ls) AS c2
FROM cases.lists
ORDER BY id
