SELECT
  id,
  size(li) AS c1,
  size(ls) AS c2,
  cardinality(li) AS c3
FROM cases.lists
ORDER BY id
