-- unsupported: duckdb, postgresql, redshift
SELECT
  1 = 1,
  skewness(i) AS c1,
  skewness(d) AS c2
FROM cases.numbers
GROUP BY 1 = 1
ORDER BY 1 = 1
