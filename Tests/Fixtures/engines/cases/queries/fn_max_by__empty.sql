-- unsupported: redshift
SELECT
  max_by(i, id) AS c1
FROM cases.nothing
