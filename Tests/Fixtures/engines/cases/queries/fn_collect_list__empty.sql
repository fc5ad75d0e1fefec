-- unsupported: redshift
SELECT
  collect_list(i) AS c1
FROM cases.nothing
