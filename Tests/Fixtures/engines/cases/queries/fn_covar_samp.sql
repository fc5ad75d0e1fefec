-- unsupported: redshift
SELECT
  g,
  covar_samp(x, i) AS c1,
  covar_samp(d, l) AS c2
FROM cases.numbers
GROUP BY g
ORDER BY g
