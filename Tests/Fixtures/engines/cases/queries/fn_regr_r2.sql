-- unsupported: redshift
SELECT
  g,
  regr_r2(x, l) AS c1
FROM cases.numbers
GROUP BY g
ORDER BY g
