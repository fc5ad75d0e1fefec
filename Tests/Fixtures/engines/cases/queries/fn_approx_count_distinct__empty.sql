SELECT
  approx_count_distinct(i) AS c1
FROM cases.nothing
