-- unsupported: redshift
SELECT
  id,
  array_except(li, array(3, 5, 3, 7)) AS c1,
  array_except(array(2, 3, 2), li) AS c2,
  array_except(li, array(n, 1)) AS c3,
  array_except(ls, array('a', NULL, '')) AS c4,
  array_except(li, li) AS c5
FROM cases.lists
ORDER BY id
