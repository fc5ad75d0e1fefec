-- unsupported: trino, redshift
SELECT
  mode(i) AS c1
FROM cases.nothing
