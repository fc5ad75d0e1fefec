SELECT
  variance(i) AS c1
FROM cases.nothing
