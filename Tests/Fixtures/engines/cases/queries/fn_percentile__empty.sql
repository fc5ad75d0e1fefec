-- unsupported: trino
SELECT
  percentile(i, 0.5) AS c1
FROM cases.nothing
