-- unsupported: postgresql, redshift
SELECT
  id,
  flatten(array(li, array(1))) AS c1,
  flatten(array(ls, ls)) AS c2
FROM cases.lists
ORDER BY id
