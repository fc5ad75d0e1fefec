-- unsupported: trino, redshift
SELECT
  id,
  hex(i) AS c1,
  hex(l) AS c2
FROM cases.numbers
WHERE id <> 6
ORDER BY id
