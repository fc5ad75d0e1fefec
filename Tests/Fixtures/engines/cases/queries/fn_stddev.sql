SELECT
  g,
  stddev(i) AS c1,
  stddev(d) AS c2,
  stddev_samp(x) AS c3
FROM cases.numbers
GROUP BY g
ORDER BY g
