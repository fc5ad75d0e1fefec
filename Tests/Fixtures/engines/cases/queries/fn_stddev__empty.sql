SELECT
  stddev(i) AS c1
FROM cases.nothing
