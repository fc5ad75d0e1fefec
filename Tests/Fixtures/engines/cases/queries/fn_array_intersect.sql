-- unsupported: redshift
SELECT
  id,
  array_intersect(li, array(3, 5, 3, 7)) AS c1,
  array_intersect(array(2, 3, 2), li) AS c2,
  array_intersect(li, array(n, 1)) AS c3,
  array_intersect(ls, array('a', NULL, '')) AS c4,
  array_intersect(li, li) AS c5
FROM cases.lists
ORDER BY id
