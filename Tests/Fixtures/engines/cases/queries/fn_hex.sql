-- unsupported: redshift
SELECT
  id,
  hex(s) AS c1
FROM cases.texts
ORDER BY id
