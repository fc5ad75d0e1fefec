-- unsupported: redshift
SELECT
  id,
  forall(li, one -> one > 0) AS c1,
  forall(ls, one -> length(one) > 0) AS c2
FROM cases.lists
ORDER BY id
