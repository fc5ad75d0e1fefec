-- unsupported: redshift
SELECT
  g,
  covar_pop(x, i) AS c1,
  covar_pop(d, l) AS c2
FROM cases.numbers
GROUP BY g
ORDER BY g
