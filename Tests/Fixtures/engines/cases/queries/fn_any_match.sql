-- unsupported: redshift
SELECT
  id,
  exists(li, one -> one > 2) AS c1,
  exists(li, one -> one IS NULL) AS c2,
  exists(ls, one -> one = 'a') AS c3
FROM cases.lists
ORDER BY id
