-- unsupported: redshift
SELECT
  id,
  length(uuid()) AS c1
FROM cases.numbers
ORDER BY id
