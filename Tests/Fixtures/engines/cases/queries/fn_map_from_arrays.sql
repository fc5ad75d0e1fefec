-- unsupported: postgresql, redshift
SELECT
  id,
  map_from_arrays(ls, li) AS c1,
  map_from_arrays(array('a', 'b'), array(1, 2)) AS c2
FROM cases.lists
WHERE id IN (2, 3, 5)
ORDER BY id
