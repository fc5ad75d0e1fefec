-- unsupported: redshift
SELECT
  g,
  regr_slope(x, l) AS c1
FROM cases.numbers
GROUP BY g
ORDER BY g
