-- unsupported: trino
SELECT
  g,
  percentile(i, 0.5) AS c1,
  percentile(x, 0.25) AS c2,
  percentile(d, 0.9) AS c3,
  percentile(i, 1) AS c4
FROM cases.numbers
GROUP BY g
ORDER BY g
