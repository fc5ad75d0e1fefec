-- unsupported: redshift
SELECT
  id,
  arrays_overlap(li, array(3, 5)) AS c1,
  arrays_overlap(li, array(99)) AS c2,
  arrays_overlap(li, array(99, n)) AS c3,
  arrays_overlap(ls, array('a', NULL)) AS c4
FROM cases.lists
ORDER BY id
