-- unsupported: redshift
SELECT
  regr_intercept(i, d) AS c1
FROM cases.nothing
