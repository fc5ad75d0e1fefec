-- unsupported: redshift
SELECT
  covar_samp(i, d) AS c1
FROM cases.nothing
