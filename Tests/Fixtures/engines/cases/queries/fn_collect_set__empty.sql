-- unsupported: redshift
SELECT
  collect_set(i) AS c1
FROM cases.nothing
