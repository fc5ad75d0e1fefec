-- unsupported: redshift
SELECT
  regr_count(i, d) AS c1
FROM cases.nothing
