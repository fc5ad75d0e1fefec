-- unsupported: redshift
SELECT
  covar_pop(i, d) AS c1
FROM cases.nothing
