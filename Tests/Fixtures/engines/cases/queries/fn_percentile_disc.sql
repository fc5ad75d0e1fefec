-- types: differ
-- unsupported: trino
SELECT
  g,
  percentile_disc(0.5) WITHIN GROUP (ORDER BY i) AS c1,
  percentile_disc(0.25) WITHIN GROUP (ORDER BY x) AS c2
FROM cases.numbers
GROUP BY g
ORDER BY g
