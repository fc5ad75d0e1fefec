-- unsupported: redshift, trino
SELECT
  id,
  sort_array(li) AS c1,
  sort_array(li, false) AS c2,
  sort_array(ls) AS c3,
  sort_array(ls, true) AS c4
FROM cases.lists
ORDER BY id
