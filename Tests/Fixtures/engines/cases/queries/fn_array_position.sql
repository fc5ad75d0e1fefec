-- unsupported: redshift
SELECT
  id,
  array_position(li, 3) AS c1,
  array_position(li, 99) AS c2,
  array_position(ls, 'b') AS c3
FROM cases.lists
ORDER BY id
