-- unsupported: postgresql, redshift
SELECT
  1 = 1,
  kurtosis(i) AS c1,
  kurtosis(d) AS c2
FROM cases.numbers
GROUP BY 1 = 1
ORDER BY 1 = 1
