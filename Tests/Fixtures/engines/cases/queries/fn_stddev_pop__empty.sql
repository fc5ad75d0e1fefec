SELECT
  stddev_pop(i) AS c1
FROM cases.nothing
