-- unsupported: redshift
SELECT
  corr(i, d) AS c1
FROM cases.nothing
