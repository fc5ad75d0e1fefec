-- unsupported: trino, redshift
SELECT
  id,
  filter(li, one -> one > 1) AS c1,
  filter(ls, one -> one IS NOT NULL) AS c2,
  filter(li, (one, place) -> place > 0) AS c3
FROM cases.lists
ORDER BY id
