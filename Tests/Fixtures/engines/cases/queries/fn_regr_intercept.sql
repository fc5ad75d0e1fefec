-- unsupported: redshift
SELECT
  g,
  regr_intercept(x, l) AS c1
FROM cases.numbers
GROUP BY g
ORDER BY g
