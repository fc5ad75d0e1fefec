-- unsupported: trino, redshift
SELECT
  id,
  transform(li, one -> one * 2) AS c1,
  transform(li, (one, place) -> one + place) AS c2,
  transform(ls, one -> upper(one)) AS c3
FROM cases.lists
ORDER BY id
