-- unsupported: redshift
SELECT
  g,
  corr(x, i) AS c1
FROM cases.numbers
GROUP BY g
ORDER BY g
