-- unsupported: redshift
SELECT
  min_by(i, id) AS c1
FROM cases.nothing
