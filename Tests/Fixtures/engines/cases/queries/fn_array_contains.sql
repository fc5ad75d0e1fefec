-- unsupported: redshift
SELECT
  id,
  array_contains(li, 3) AS c1,
  array_contains(ls, 'a') AS c2,
  array_contains(li, n) AS c3
FROM cases.lists
ORDER BY id
