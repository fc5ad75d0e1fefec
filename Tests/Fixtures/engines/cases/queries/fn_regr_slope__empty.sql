-- unsupported: redshift
SELECT
  regr_slope(i, d) AS c1
FROM cases.nothing
