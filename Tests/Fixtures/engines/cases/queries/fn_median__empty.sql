-- unsupported: trino
SELECT
  median(i) AS c1
FROM cases.nothing
