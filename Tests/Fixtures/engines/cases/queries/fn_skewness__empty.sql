-- unsupported: duckdb, postgresql, redshift
SELECT
  skewness(i) AS c1
FROM cases.nothing
