-- unsupported: trino, redshift
SELECT
  1 = 1,
  mode(quantity) AS c1
FROM cases.sales
GROUP BY 1 = 1
ORDER BY 1 = 1
