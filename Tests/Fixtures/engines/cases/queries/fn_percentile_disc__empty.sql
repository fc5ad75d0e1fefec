-- types: differ
-- unsupported: trino
SELECT
  percentile_disc(0.5) WITHIN GROUP (ORDER BY i) AS c1
FROM cases.nothing
