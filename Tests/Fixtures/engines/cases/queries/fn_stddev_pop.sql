SELECT
  g,
  stddev_pop(i) AS c1,
  stddev_pop(d) AS c2
FROM cases.numbers
GROUP BY g
ORDER BY g
