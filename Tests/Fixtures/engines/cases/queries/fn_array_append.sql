-- unsupported: redshift
SELECT
  id,
  array_append(li, 9) AS c1,
  array_append(li, n) AS c2
FROM cases.lists
ORDER BY id
