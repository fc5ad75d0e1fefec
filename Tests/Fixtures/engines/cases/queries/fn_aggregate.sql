-- unsupported: postgresql, redshift
SELECT
  id,
  aggregate(li, 0, (total, one) -> total + coalesce(one, 0)) AS c1,
  reduce(li, 10, (total, one) -> total - one) AS c2
FROM cases.lists
ORDER BY id
