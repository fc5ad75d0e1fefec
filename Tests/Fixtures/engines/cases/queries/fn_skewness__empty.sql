SELECT
  skewness(i) AS c1
FROM cases.nothing
