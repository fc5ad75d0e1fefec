-- unsupported: redshift
SELECT
  regr_r2(i, d) AS c1
FROM cases.nothing
