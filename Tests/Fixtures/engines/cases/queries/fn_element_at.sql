-- unsupported: redshift
SELECT
  id,
  element_at(li, 1) AS c1,
  element_at(ls, -1) AS c2,
  try_element_at(li, 9) AS c3
FROM cases.lists
WHERE size(li) > 0
ORDER BY id
