-- unsupported: trino
SELECT
  g,
  percentile_cont(0.5) WITHIN GROUP (ORDER BY i) AS c1,
  percentile_cont(0.25) WITHIN GROUP (ORDER BY d DESC) AS c2
FROM cases.numbers
GROUP BY g
ORDER BY g
