-- unsupported: redshift
SELECT
  id,
  array_repeat(n, 2) AS c1,
  array_repeat('x', n) AS c2,
  array_repeat(1, 0) AS c3
FROM cases.lists
ORDER BY id
