SELECT
  g,
  approx_count_distinct(i) AS c1,
  approx_count_distinct(x) AS c2
FROM cases.numbers
GROUP BY g
ORDER BY g
