-- unsupported: trino, redshift
SELECT
  id,
  from_unixtime(l) AS c1,
  from_unixtime(0) AS c2
FROM cases.numbers
ORDER BY id
