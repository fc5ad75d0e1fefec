-- unsupported: redshift
SELECT
  id,
  array_join(ls, '-') AS c1,
  array_join(ls, '') AS c2
FROM cases.lists
ORDER BY id
