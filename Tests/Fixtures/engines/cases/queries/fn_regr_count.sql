-- unsupported: redshift
SELECT
  g,
  regr_count(x, i) AS c1
FROM cases.numbers
GROUP BY g
ORDER BY g
