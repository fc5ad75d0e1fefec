-- unsupported: redshift
SELECT
  id,
  array_union(li, array(3, 5, 3, 7)) AS c1,
  array_union(array(2, 3, 2), li) AS c2,
  array_union(li, array(n, 1)) AS c3,
  array_union(ls, array('a', NULL, '')) AS c4,
  array_union(li, li) AS c5
FROM cases.lists
ORDER BY id
