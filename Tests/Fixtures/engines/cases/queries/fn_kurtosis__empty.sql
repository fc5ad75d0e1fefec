-- unsupported: postgresql, redshift
SELECT
  kurtosis(i) AS c1
FROM cases.nothing
